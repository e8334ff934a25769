import './base.weapp.css'
