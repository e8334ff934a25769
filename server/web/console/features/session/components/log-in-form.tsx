import { Button, Form, Input } from 'antd'
import { sentenceOf } from '../../../../shared/http/sentences.js'
import { useLogIn, type Credentials } from '../api/log-in.js'
import { copy, errors } from '../copy.js'

export function LogInForm() {
  const logIn = useLogIn()
  return (
    <Form<Credentials>
      name="log-in"
      layout="vertical"
      requiredMark={false}
      onFinish={(credentials) => logIn.mutate(credentials)}
    >
      <Form.Item
        name="username"
        label={copy.username}
        rules={[{ required: true, message: copy.usernameMissing }]}
      >
        <Input autoFocus autoComplete="username" size="large" />
      </Form.Item>
      <Form.Item
        name="password"
        label={copy.password}
        rules={[{ required: true, message: copy.passwordMissing }]}
      >
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      {logIn.isError && (
        <p className="log-in-error" role="alert">
          {sentenceOf(logIn.error, errors)}
        </p>
      )}
      <Button type="primary" htmlType="submit" size="large" block loading={logIn.isPending}>
        {copy.submit}
      </Button>
    </Form>
  )
}
