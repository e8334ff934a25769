// Made by `npm run api`. Do not edit.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["isAlive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["isReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/open/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send 1 to 500 events; each is judged by itself */
        post: operations["sendEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/open/v1/inbox/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["inboxStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/open/v1/inbox/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Waits until every accepted event is worked: 200, or 202 when the time is over */
        post: operations["drainInbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listInboxEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["inboxSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox/events/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getInboxEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox/dead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["previewReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox/events/{key}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replayInboxEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inbox/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Works dead events again: some, or the first 1,000 of a filter */
        post: operations["replayInboxEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbox/dead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDeadDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbox/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["retryDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbox/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries dead deliveries again: some, or the first 1,000 of a filter */
        post: operations["retryDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/open/v1/customers/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openResolveCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/open/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openListCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/open/v1/customers/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openGetCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/open/v1/customers/{customerId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["openGetTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/phones/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["revealPhones"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getIdentityGraph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/identity/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["explainIdentity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/blocked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listBlockedValues"];
        put?: never;
        post: operations["addBlockedValue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/blocked/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["blockedRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/blocked/{key}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["removeBlockedValue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCustomerViews"];
        put?: never;
        post: operations["createCustomerView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer-views/{viewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["deleteCustomerView"];
        options?: never;
        head?: never;
        patch: operations["updateCustomerView"];
        trace?: never;
    };
    "/api/customer-views/{viewId}/sharing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["shareCustomerView"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["previewIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listIdentityDecisions"];
        put?: never;
        post: operations["decideIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/decisions/{decisionId}/undo/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["previewUndoDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/decisions/{decisionId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["undoDecision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/history/{historyId}/undo/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["previewUndoMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listIdentityHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPendingIdentity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/pending/{pendingId}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["applyPendingIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listIdentityReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/reviews/{reviewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getIdentityReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/reviews/{reviewId}/aside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["putIdentityReviewAside"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/reviews/{reviewId}/take-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["takeUpIdentityReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/reviews/{reviewId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportIdentityReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listIdentityRules"];
        put?: never;
        post: operations["draftIdentityRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/rules/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getIdentityRules"];
        put: operations["editIdentityRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/rules/{version}/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["tryIdentityRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/rules/{version}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["stopIdentityRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/rules/{version}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["discardIdentityRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/rules/{version}/application": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["applyIdentityRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/rules/{version}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["sampleIdentityRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["miniLogIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/me/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["miniBindPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/me/phone/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["miniWithdrawPhoneConsent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channel-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listChannelCodes"];
        put?: never;
        post: operations["createChannelCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/channel-codes/{channelCodeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["updateChannelCode"];
        trace?: never;
    };
    "/api/channel-codes/{channelCodeId}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["channelCodePicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listStaff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reconcile/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reconcileContacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/customer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["sidebarCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/customer/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["sidebarIdentity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/phone-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["sendPhoneCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/phone-checks/{checkId}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["provePhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Multipart, field "file": PNG, JPEG or WebP up to 5 MiB */
        post: operations["uploadPicture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pictures/{pictureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPicture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listProducts"];
        put?: never;
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/api/product-categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/skus/{skuId}/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last 100 prices of a SKU, newest first */
        get: operations["listPrices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniListProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/products/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniGetProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stock by SKU and pool; people of some stores see theirs and the shared one */
        get: operations["listStock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/skus/{skuId}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["setStock"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/skus/{skuId}/stock/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Free units from one pool of a SKU to another */
        post: operations["moveStock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/skus/{skuId}/stock/sold-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** A store has no more of a SKU, or has it again; safe to repeat */
        put: operations["switchSoldOut"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/skus/{skuId}/stock/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every change of the stock of a SKU, newest first */
        get: operations["listStockJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/product-sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products, SKUs and shared stock, at most 20,000 lines */
        get: operations["exportProducts"];
        put?: never;
        /** Multipart, field "file": CSV or XLSX of at most 2,000 lines; all of it is taken in, or nothing */
        post: operations["importProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every account with its balance, and whether the books add up */
        get: operations["listLedgerAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/accounts/{account}/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account by business days, newest first */
        get: operations["listLedgerDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ledger/accounts/{account}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The transfers of one account with their source documents, newest first */
        get: operations["listLedgerTransfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/refunds/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many refunds wait for whom, and how much money is in them */
        get: operations["refundTotals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/refunds/{refundId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try again what failed; its amount is reserved anew */
        post: operations["retryRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/refunds/{refundId}/send-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not wait for the pause before the next try */
        post: operations["sendRefundNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Business days compared with WeChat’s bills, newest first */
        get: operations["listBillDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bills/{day}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One business day with its differences, open ones first */
        get: operations["getBillDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bills/{day}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare a day again as soon as possible */
        post: operations["runBillDay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a paid order back, all of it or a part */
        post: operations["refundOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/unknown-store-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Store codes that orders carry and no store has, to be mapped */
        get: operations["listUnknownStoreCodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniListOrders"];
        put?: never;
        post: operations["miniCreateOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniGetOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/orders/{orderId}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["miniPay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/orders/{orderId}/payment/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["miniRefreshPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["miniCancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/orders/{orderId}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["miniReceiveOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/orders/{orderId}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a paid order back that has not left the house: all of it goes back to the payer */
        post: operations["miniTakeBackOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pickup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The order that waits at a store under this code */
        get: operations["findOrderByPickupCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/fulfilment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make, set ready or hand over a paid order; safe to repeat */
        post: operations["fulfilOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/shipment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A paid order has gone on its way; safe to repeat */
        post: operations["shipOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Where an order is sent to, in full; the look is in the audit trail */
        post: operations["revealAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Order for the customer in this chat; the same key with the same body is the same order */
        post: operations["placeAssistedOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How it stands; while it waits for payment, WeChat is asked */
        get: operations["lookAtAssistedOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/orders/{orderId}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the customer scans to pay; the same while it is good */
        get: operations["assistedPayCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/orders/{orderId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customer does not want it after all */
        post: operations["cancelAssistedOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refunds with their orders and customers, newest first */
        get: operations["listRefunds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/delivery-fee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getDeliveryFee"];
        /** What sending a parcel costs, for orders from now on */
        put: operations["setDeliveryFee"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniGetCart"];
        /** Puts these lines in the place of what is in the cart */
        put: operations["miniPutCart"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/cart/price": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the cart, or some units, would cost now, and which coupons fit; holds nothing */
        post: operations["miniPriceCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/price-differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a till takes another price than the mini-program; last seen first */
        get: operations["listPriceDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shipments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What WeChat was told of goods that reached customers, newest first */
        get: operations["listShipments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shipments/{paymentId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell WeChat again what it has not taken */
        post: operations["retryShipment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupon-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coupons that the shop gives out, newest first, with what became of them */
        get: operations["listCouponTemplates"];
        put?: never;
        post: operations["createCouponTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupon-templates/{templateId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Nothing more is given out; what customers have stays theirs */
        post: operations["stopCouponTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/coupon-templates/{templateId}/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a customer one; the same key again is the same coupon */
        post: operations["giveCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniListCoupons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/coupon-offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coupons that the customer may take */
        get: operations["miniListCouponOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/coupon-offers/{templateId}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["miniTakeCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/vouchers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vouchers that can be used in the operator’s stores, newest first */
        get: operations["listVouchers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/vouchers/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Redemptions of the operator’s stores, newest first */
        get: operations["listRedemptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/vouchers/{voucherId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getVoucher"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/vouchers/look-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a code is and whether it could be redeemed here and now; changes nothing */
        post: operations["lookUpVoucher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/vouchers/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Redeem a voucher at a counter; the same redeemId again answers the same */
        post: operations["redeemVoucher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/vouchers/redemptions/{redemptionId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a redemption back on its own business day */
        post: operations["undoRedemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/vouchers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniListVouchers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/vouchers/{voucherId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One voucher, to its holder with the code that a till scans */
        get: operations["miniGetVoucher"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/vouchers/{voucherId}/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offer a voucher to a friend for 48 hours; again: the offer that stands */
        post: operations["miniOfferVoucher"];
        delete: operations["miniCancelVoucherOffer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/vouchers/{voucherId}/offer/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a friend is offered; changes nothing */
        post: operations["miniLookAtVoucherOffer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/vouchers/{voucherId}/offer/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take what a friend offers; from then on only the new holder redeems it */
        post: operations["miniAcceptVoucher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/open/v1/vouchers/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Redeem a voucher at a till; idempotent by the source of the key and redeemId */
        post: operations["openRedeemVoucher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listImports"];
        put?: never;
        /** Multipart, field "file": CSV (UTF-8, UTF-16 or GBK) or XLSX up to 200 MiB */
        post: operations["uploadImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{importId}/errors.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every fault as CSV */
        get: operations["listImportErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{importId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads the whole file with these columns; imports nothing */
        post: operations["checkImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{importId}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports the good rows; goes on when it was stopped */
        post: operations["runImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{importId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["stopImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{importId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back everything that the import has brought */
        post: operations["undoImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["currentSession"];
        put?: never;
        post: operations["logIn"];
        delete: operations["logOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/login-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["sidebarLoginUrl"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["sidebarLogIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sidebar/jssdk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["sidebarJssdk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listOperators"];
        put?: never;
        post: operations["createOperator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/{operatorId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["updateOperator"];
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listApiKeys"];
        put?: never;
        post: operations["makeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{apiKeyId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/export.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exportCustomerPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["eraseCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listErasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/me/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniErasure"];
        put?: never;
        post: operations["miniAskErasure"];
        delete: operations["miniCancelErasure"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mini/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["miniListStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listStores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stores/{storeCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["saveStore"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["saveBrand"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workbench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["workbench"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What is late or wrong, since when, and what to do; with the key numbers per area */
        get: operations["readHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reconciliations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listReconciliations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reconciliations/{roundId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getReconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["runJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ProblemInput: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail?: string;
            requestId: string;
            errors?: {
                field: string;
                rule: string;
            }[];
        };
        ApiKeyInput: {
            /**
             * @description open API key
             * @example key_01jd3v9yq8c5w2m4k7n6p1
             */
            apiKeyId: string;
            name: string;
            /** @description the last four characters, to tell keys apart */
            tail: string;
            scopes: ("events:write" | "customers:read" | "phones:read" | "inbox:read" | "vouchers:redeem")[];
            trusted: boolean;
            sources: string[] | null;
            /** @enum {string} */
            state: "live" | "revoked";
            /**
             * Format: date-time
             * @description RFC 3339
             */
            createdAt: string;
            createdBy: string;
            /** @description exact to a minute */
            lastUsedAt: string | null;
            revokedAt: string | null;
        };
        MadeApiKeyInput: {
            /**
             * @description open API key
             * @example key_01jd3v9yq8c5w2m4k7n6p1
             */
            apiKeyId: string;
            name: string;
            /** @description the last four characters, to tell keys apart */
            tail: string;
            scopes: ("events:write" | "customers:read" | "phones:read" | "inbox:read" | "vouchers:redeem")[];
            trusted: boolean;
            sources: string[] | null;
            /** @enum {string} */
            state: "live" | "revoked";
            /**
             * Format: date-time
             * @description RFC 3339
             */
            createdAt: string;
            createdBy: string;
            /** @description exact to a minute */
            lastUsedAt: string | null;
            revokedAt: string | null;
            /** @description shown this once; only its hash is stored */
            key: string;
        };
        VoucherTermsInput: {
            /** @description business days, the day of the sale is the first; this or validUntilOn */
            validDays?: number;
            /**
             * Format: date
             * @description last business day; this or validDays
             */
            validUntilOn?: string;
            uses: number;
            /** @description where it is redeemed; empty: everywhere */
            storeCodes: string[];
            /**
             * @description what becomes of what is not used by then
             * @enum {string}
             */
            atExpiry: "refund" | "lapse";
        };
        JobInput: {
            name: string;
            title: string;
            /** @description Chinese, for people */
            schedule: string;
            nextRunAt: string;
            running: boolean;
            /** @description somebody asked for a run that has not begun */
            requested: boolean;
            /** @description past its time, and nobody is at it */
            overdue: boolean;
            /** @description null: its last run was good */
            failingSince: string | null;
            lastRunAt: string | null;
            lastOutcome: ("done" | "failed") | null;
            lastSummary: string | null;
            lastDurationMs: number | null;
        };
        LedgerAccountInput: {
            account: string;
            /** @description Chinese name */
            title: string;
            /**
             * @description the side on which the account grows
             * @enum {string}
             */
            side: "debit" | "credit";
            /** @description amount in fen */
            debitFen: number;
            /** @description amount in fen */
            creditFen: number;
            /** @description amount in fen, may be below zero */
            balanceFen: number;
        };
        LedgerDayInput: {
            /** @description business day */
            on: string;
            /** @description amount in fen */
            debitFen: number;
            /** @description amount in fen */
            creditFen: number;
            transfers: number;
        };
        LedgerTransferInput: {
            /**
             * @description transfer of the ledger
             * @example trf_01jd3v9yq8c5w2m4k7n6p1
             */
            transferId: string;
            moment: string;
            at: string;
            lines: {
                account: string;
                title: string;
                /** @description amount in fen */
                debitFen: number;
                /** @description amount in fen */
                creditFen: number;
            }[];
            subjects: {
                paymentId?: string;
                orderId?: string;
                refundId?: string;
                voucherId?: string;
            };
        };
        IdentifiersInput: {
            unionid?: string;
            unionidScope?: string;
            openid?: string;
            appid?: string;
            externalUserid?: string;
            corpId?: string;
            phone?: string;
            /** @description true: the number was proved in this very event */
            phoneVerified?: boolean;
            /**
             * Format: date-time
             * @description an earlier proof
             */
            phoneVerifiedAt?: string;
            memberNo?: string;
        };
        OpenCustomerInput: {
            customerId: string;
            mergedFrom: string[];
            identifiers: {
                /** @enum {string} */
                type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
                scope: string;
                /** @description a phone is masked unless the key has scope phones:read */
                value: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                verified: boolean;
                source: string;
                firstSeenAt: string;
                lastSeenAt: string;
            }[];
            metrics: {
                ordersPaid: number;
                /** @description amount in fen */
                paidFen: number;
                /** @description amount in fen */
                refundedFen: number;
                netFen: number;
                firstPaidAt: string | null;
                lastPaidAt: string | null;
            };
            tags: {
                name: string;
                group: string | null;
                /** @enum {string} */
                origin: "wecom" | "rule" | "manual";
            }[];
            staff: {
                userid: string;
                name: string;
                since: string;
                endedAt: string | null;
                /** @enum {string} */
                state: "active" | "ended-by-customer" | "ended-by-staff";
            }[];
            /** @description of an empty id, a phone whose facts are all of whoever had it: who had it last */
            movedTo?: string;
        };
        TimelineEntryInput: {
            at: string;
            type: string;
            source: string;
            /** @enum {string} */
            group: "orders" | "mini" | "wecom" | "service";
            summary: string;
            eventId: string;
            data: {
                [key: string]: unknown;
            };
        };
        CustomerRowInput: {
            customerId: string;
            name: string | null;
            avatar: string | null;
            phoneMasked: string | null;
            memberNos: string[];
            staff: {
                userid: string;
                name: string;
            }[];
            tags: {
                name: string;
            }[];
            ordersPaid: number;
            netFen: number;
            firstSeenAt: string;
            lastSeenAt: string;
            lastPaidAt: string | null;
        };
        CustomerDetailInput: {
            customerId: string;
            /** @description under way: gone within minutes */
            isBeingErased: boolean;
            name: string | null;
            avatar: string | null;
            gender: ("male" | "female") | null;
            phones: {
                masked: string;
                verified: boolean;
            }[];
            memberNos: {
                source: string;
                value: string;
            }[];
            firstSeenAt: string;
            lastSeenAt: string;
            metrics: {
                ordersPaid: number;
                /** @description amount in fen */
                paidFen: number;
                /** @description amount in fen */
                refundedFen: number;
                netFen: number;
                firstPaidAt: string | null;
                lastPaidAt: string | null;
                averageOrderFen: number | null;
                last365NetFen: number;
                last365Orders: number;
                monthlyNet: {
                    month: string;
                    netFen: number;
                }[];
            };
            identifiers: {
                /** @enum {string} */
                type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
                scope: string;
                /** @description a phone is masked unless the key has scope phones:read */
                value: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                verified: boolean;
                source: string;
                firstSeenAt: string;
                lastSeenAt: string;
            }[];
            links: {
                a: {
                    type: string;
                    scope: string;
                    value: string;
                };
                b: {
                    type: string;
                    scope: string;
                    value: string;
                };
                kind: string;
                source: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                firstAt: string;
                lastAt: string;
                count: number;
                held: boolean;
            }[];
            relations: {
                userid: string;
                name: string;
                since: string;
                endedAt: string | null;
                /** @enum {string} */
                state: "active" | "ended-by-customer" | "ended-by-staff";
                storeName: string | null;
                channelCodeName: string | null;
                remark: string | null;
            }[];
            tags: {
                name: string;
                group: string | null;
                /** @enum {string} */
                origin: "wecom" | "rule" | "manual";
            }[];
            mergedFrom: string[];
        };
        NamedIdentifierInput: {
            key: string;
            /** @enum {string} */
            type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
            scope: string;
            /** @description a phone is masked */
            value: string;
        };
        IdentityEdgeInput: {
            /** @description key */
            a: string;
            /** @description key */
            b: string;
            kind: string;
            source: string;
            /**
             * @description how far it is believed under the rules in force; sighted joins nothing
             * @enum {string}
             */
            standing: "proved" | "relayed" | "claimed" | "sighted";
            isTrusted: boolean;
            firstAt: string;
            lastAt: string;
            count: number;
            /** @description a contradiction keeps it from joining; see the reviews */
            isHeld: boolean;
        };
        IdentityNodeInput: {
            key: string;
            /** @enum {string} */
            type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
            scope: string;
            /** @description a phone is masked */
            value: string;
            /** @description customer; null while nobody is it */
            ownerId: string | null;
            ownerName: string | null;
            isFounder: boolean;
            /** @description a phone that was re-issued: judged by times */
            isMoved: boolean;
            firstSeenAt: string;
            lastSeenAt: string;
            ordersPaid: number;
            netFen: number;
        };
        IdentityGraphInput: {
            customerId: string;
            nodes: components["schemas"]["IdentityNodeInput"][];
            edges: components["schemas"]["IdentityEdgeInput"][];
            /** @description more links than are shown: a store tablet, a cashier phone */
            isCut: boolean;
            /** @description reviews in the queue that name one of the identifiers */
            reviewIds: string[];
            mergedFrom: string[];
        };
        IdentityExplanationInput: {
            steps: {
                from: components["schemas"]["NamedIdentifierInput"];
                to: components["schemas"]["NamedIdentifierInput"];
                /** @description Chinese, whole: when, what, by whom */
                sentence: string;
                /** @description Chinese: how far it is believed, how often it was seen */
                note: string;
                /** @description what was observed; decision for an operator’s word */
                kind: string;
                source: string;
                /**
                 * @description said: an operator’s word
                 * @enum {string}
                 */
                standing: "proved" | "relayed" | "claimed" | "sighted" | "said";
                at: string;
                /** @description the observation; null for an operator’s word */
                eventId: string | null;
                decisionId: string | null;
            }[];
        };
        IdentityHistoryEntryInput: {
            historyId: string;
            /** @enum {string} */
            kind: "merge" | "split";
            at: string;
            customerIds: string[];
            /** @description customers that went into another one */
            merged: string[];
            /** @description customers that lost identifiers and go on */
            split: string[];
            moves: {
                identifier: components["schemas"]["NamedIdentifierInput"];
                from: string | null;
                to: string | null;
            }[];
            /** @description Chinese: what event or whose decision */
            cause: string;
            eventId: string | null;
            decisionId: string | null;
            rulesVersion: string;
        };
        BlockedValueInput: {
            key: string;
            /** @enum {string} */
            type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
            scope: string;
            /** @description a phone is masked */
            value: string;
            /** @enum {string} */
            reason: "store-phone" | "staff-phone" | "shared-card" | "test" | "other";
            note: string;
            addedBy: {
                operatorId: string;
                name: string;
            };
            addedAt: string;
            /** @description of the last 30 days */
            hits: number;
            /** @description business day */
            lastHitOn: string | null;
            /** @description facts that come home when it is taken off; counted up to 1,000 */
            waiting: number;
        };
        IdentityWordInput: {
            /** @constant */
            kind: "same";
            a: string;
            b: string;
        } | {
            /** @constant */
            kind: "never";
            a: string;
            b: string;
        } | {
            /** @constant */
            kind: "detach";
            key: string;
        } | {
            /** @constant */
            kind: "phone-shared";
            phone: string;
        } | {
            /** @constant */
            kind: "phone-belongs";
            phone: string;
            to: string;
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            until?: string;
        } | {
            /** @constant */
            kind: "retract";
            eventId: string;
        };
        SpokenIdentityWordInput: {
            /** @constant */
            kind: "same";
            a: string;
            b: string;
        } | {
            /** @constant */
            kind: "never";
            a: string;
            b: string;
        } | {
            /** @constant */
            kind: "detach";
            key: string;
        } | {
            /** @constant */
            kind: "phone-shared";
            phone: string;
        } | {
            /** @constant */
            kind: "phone-belongs";
            phone: string;
            to: string;
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            until?: string;
        } | {
            /** @constant */
            kind: "retract";
            eventId: string;
        } | {
            /** @constant */
            kind: "retract-source";
            source: string;
        } | {
            /** @constant */
            kind: "phone-epochs";
            phone: string;
        };
        IdentitySideInput: {
            /** @description null: would be a new customer */
            customerId: string | null;
            name: string | null;
            avatar: string | null;
            identifiers: components["schemas"]["NamedIdentifierInput"][];
            figures: {
                ordersPaid: number;
                /** @description amount in fen */
                paidFen: number;
                netFen: number;
                lastPaidAt: string | null;
            };
            staff: string[];
            tags: string[];
            firstSeenAt: string;
            lastSeenAt: string;
        };
        IdentityPreviewInput: {
            token: string;
            /** @description with those that were added so that each side stays whole */
            words: components["schemas"]["IdentityWordInput"][];
            /** @description how many of the last words were added */
            added: number;
            before: components["schemas"]["IdentitySideInput"][];
            after: components["schemas"]["IdentitySideInput"][];
            moves: {
                identifier: components["schemas"]["NamedIdentifierInput"];
                from: string | null;
                to: string | null;
            }[];
            /** @description phones whose own facts others would have, each in their time */
            handedOver: {
                identifier: components["schemas"]["NamedIdentifierInput"];
                /** @description whose it is */
                from: string | null;
                /** @description null: a new customer */
                to: (string | null)[];
            }[];
            /** @description not empty: the words cannot be said */
            refused: {
                /** @description index in words */
                word: number;
                /** @description Chinese */
                reason: string;
            }[];
            isWithoutEffect: boolean;
        };
        IdentityDecisionInput: {
            decisionId: string;
            word: components["schemas"]["SpokenIdentityWordInput"];
            /** @description Chinese */
            sentence: string;
            identifiers: components["schemas"]["NamedIdentifierInput"][];
            /** @description named but never seen: no effect */
            unknownKeys: string[];
            isActive: boolean;
            reason: string;
            actor: {
                operatorId: string;
                name: string;
            };
            at: string;
            undone: {
                at: string;
                actor: {
                    operatorId: string;
                    name: string;
                };
                reason: string;
            } | null;
        };
        IdentityReviewRowInput: {
            reviewId: string;
            /** @enum {string} */
            step: "proved" | "relayed" | "same" | "member-number" | "phone";
            /** @description Chinese: what contradicts what */
            title: string;
            identifiers: components["schemas"]["NamedIdentifierInput"][];
            names: string[];
            /** @description of all sides together */
            netFen: number;
            openedAt: string;
            /** @description put aside until its evidence changes; null: it waits in the queue */
            aside: {
                at: string;
                by: string;
                reason: string;
            } | null;
        };
        IdentityReviewInput: {
            reviewId: string;
            /** @enum {string} */
            step: "proved" | "relayed" | "same" | "member-number" | "phone";
            /** @description Chinese: what contradicts what */
            title: string;
            identifiers: components["schemas"]["NamedIdentifierInput"][];
            names: string[];
            /** @description of all sides together */
            netFen: number;
            openedAt: string;
            /** @description put aside until its evidence changes; null: it waits in the queue */
            aside: {
                at: string;
                by: string;
                reason: string;
            } | null;
            /** @enum {string} */
            state: "open" | "settled";
            sides: components["schemas"]["IdentitySideInput"][];
            edges: components["schemas"]["IdentityEdgeInput"][];
            /** @description names the evidence that is shown */
            evidence: string;
            choices: {
                /** @description Chinese: 是同一个人, 不是同一个人, 号码共用, 号码已转手, 号码归… */
                label: string;
                /** @description Chinese: what becomes of it */
                hint: string;
                words: components["schemas"]["IdentityWordInput"][];
                /** @description Chinese; why it cannot be said */
                disabledReason: string | null;
            }[];
        };
        IdentityReviewEvidenceInput: {
            exportedAt: string;
            exportedBy: string;
            review: {
                reviewId: string;
                /** @enum {string} */
                step: "proved" | "relayed" | "same" | "member-number" | "phone";
                /** @description Chinese: what contradicts what */
                title: string;
                identifiers: components["schemas"]["NamedIdentifierInput"][];
                names: string[];
                /** @description of all sides together */
                netFen: number;
                openedAt: string;
                /** @description put aside until its evidence changes; null: it waits in the queue */
                aside: {
                    at: string;
                    by: string;
                    reason: string;
                } | null;
                /** @enum {string} */
                state: "open" | "settled";
            };
            sides: components["schemas"]["IdentitySideInput"][];
            nodes: components["schemas"]["NamedIdentifierInput"][];
            edges: {
                /** @description key */
                a: string;
                /** @description key */
                b: string;
                kind: string;
                source: string;
                /**
                 * @description how far it is believed under the rules in force; sighted joins nothing
                 * @enum {string}
                 */
                standing: "proved" | "relayed" | "claimed" | "sighted";
                isTrusted: boolean;
                firstAt: string;
                lastAt: string;
                count: number;
                /** @description a contradiction keeps it from joining; see the reviews */
                isHeld: boolean;
                /** @description Chinese: when it was first seen, what, by whom */
                sentence: string;
                /** @description Chinese: how far it is believed, how often it was seen */
                note: string;
                /** @description the first observation */
                eventId: string | null;
            }[];
            /** @description what operators have said about it */
            decisions: components["schemas"]["IdentityDecisionInput"][];
        };
        IdentityPendingRowInput: {
            pendingId: string;
            /** @enum {string} */
            why: "too-large" | "too-many-merges";
            identifiers: components["schemas"]["NamedIdentifierInput"][];
            /** @description since when it waits */
            at: string;
            /** @description how many events have met it */
            events: number;
            lastAt: string;
            lastEventId: string | null;
        };
        MiniSessionInput: {
            token: string;
            expiresAt: string;
            openid: string;
            customer: {
                name?: string;
                phoneMasked?: string;
                isNew: boolean;
            };
        };
        IdentityRuleNumbersInput: {
            /** @description of one customer; 2 to 50 */
            maxIdentifiers: number;
            /** @description customers of one phone or card; 1 to 20 */
            maxClaimants: number;
            /** @description more: a store tablet; 1 to 50 */
            maxPhones: number;
            /** @description then a number may be somebody else’s; 90 to 3650 */
            silenceDays: number;
            /** @description the same where all claimants could be one person */
            patientSilenceDays: number;
        };
        IdentitySourceTrustInput: {
            source: string;
            isTrusted: boolean;
        };
        IdentityRulesRunInput: {
            /** @enum {string} */
            state: "running" | "stopped" | "done";
            /** @description customers when it began */
            total: number;
            counts: {
                visited: number;
                stays: number;
                /** @description customers that are one with others after it */
                merges: number;
                /** @description customers that lose identifiers */
                splits: number;
                /** @description too much hangs together: left to an operator */
                waits: number;
                /** @description customers that live no longer */
                gone: number;
                /** @description new customers and such that live again, made of parts of others */
                founded: number;
            };
            actor: {
                operatorId: string;
                name: string;
            };
            startedAt: string;
            endedAt: string | null;
        };
        IdentityRulesInput: {
            version: number;
            /** @enum {string} */
            state: "draft" | "applying" | "active" | "past" | "discarded";
            numbers: components["schemas"]["IdentityRuleNumbersInput"];
            sources: components["schemas"]["IdentitySourceTrustInput"][];
            reason: string;
            actor: {
                operatorId: string;
                name: string;
            };
            createdAt: string;
            activatedAt: string | null;
            trial: components["schemas"]["IdentityRulesRunInput"] | null;
            application: components["schemas"]["IdentityRulesRunInput"] | null;
            revision: number;
        };
        SavedCustomerViewInput: {
            viewId: string;
            name: string;
            filter: {
                /** @description userid of a friend in WeCom */
                staff?: string;
                /** @description name of a tag */
                tag?: string;
                /** @enum {string} */
                ordered?: "yes" | "no";
                /**
                 * Format: date
                 * @description business day, Asia/Shanghai
                 */
                paidFrom?: string;
                /**
                 * Format: date
                 * @description business day, Asia/Shanghai
                 */
                paidTo?: string;
                minNetFen?: number;
                /**
                 * Format: date
                 * @description business day, Asia/Shanghai
                 */
                seenFrom?: string;
                /**
                 * Format: date
                 * @description business day, Asia/Shanghai
                 */
                seenTo?: string;
            };
            isShared: boolean;
            isOwn: boolean;
            ownerName: string;
        };
        NewCouponTemplateInput: {
            name: string;
            terms: {
                /** @constant */
                kind: "amount";
                /** @description amount in fen */
                offFen: number;
            } | {
                /** @constant */
                kind: "percent";
                /** @description off, in per cent: 12 is 八八折 */
                percent: number;
                /** @description amount in fen */
                capFen?: number;
            } | {
                /** @constant */
                kind: "gift";
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
            };
            /**
             * @description what the goods must come to; 0: nothing
             * @default 0
             */
            thresholdFen: number;
            /** @description without: all */
            productIds?: string[];
            /** @default false */
            coversVouchers: boolean;
            /**
             * @description customers take it themselves
             * @default true
             */
            isTakeable: boolean;
            validity: {
                /** @constant */
                kind: "days";
                days: number;
            } | {
                /** @constant */
                kind: "dates";
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                startsAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                endsAt: string;
            };
            budgetCount: number;
            /** @description what all of them take off at most */
            budgetFen?: number;
            /** @default 1 */
            perCustomer: number;
        };
        CouponTemplateInput: {
            /**
             * @description template of coupons
             * @example cpt_01jd3v9yq8c5w2m4k7n6p1
             */
            templateId: string;
            name: string;
            terms: {
                /** @constant */
                kind: "amount";
                /** @description amount in fen */
                offFen: number;
            } | {
                /** @constant */
                kind: "percent";
                /** @description off, in per cent: 12 is 八八折 */
                percent: number;
                /** @description amount in fen */
                capFen?: number;
            } | {
                /** @constant */
                kind: "gift";
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
            };
            giftName?: string;
            /** @description amount in fen */
            thresholdFen: number;
            productIds?: string[];
            coversVouchers: boolean;
            /** @enum {string} */
            status: "open" | "stopped";
            isTakeable: boolean;
            validity: {
                /** @constant */
                kind: "days";
                days: number;
            } | {
                /** @constant */
                kind: "dates";
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                startsAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                endsAt: string;
            };
            budgetCount: number;
            /** @description amount in fen */
            budgetFen?: number;
            perCustomer: number;
            createdAt: string;
            issued: number;
            used: number;
            /** @description what the used ones have taken off */
            usedFen: number;
            /** @description in orders that wait for payment */
            locked: number;
            expired: number;
        };
        GiveCouponInput: {
            /**
             * @description customer
             * @example cus_01jd3v9yq8c5w2m4k7n6p1
             */
            customerId: string;
        };
        ShopCouponInput: {
            /**
             * @description coupon
             * @example cpn_01jd3v9yq8c5w2m4k7n6p1
             */
            couponId: string;
            name: string;
            terms: {
                /** @constant */
                kind: "amount";
                /** @description amount in fen */
                offFen: number;
            } | {
                /** @constant */
                kind: "percent";
                /** @description off, in per cent: 12 is 八八折 */
                percent: number;
                /** @description amount in fen */
                capFen?: number;
            } | {
                /** @constant */
                kind: "gift";
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
            };
            giftName?: string;
            /** @description amount in fen */
            thresholdFen: number;
            /** @description only for some products */
            isForSome: boolean;
            coversVouchers: boolean;
            /** @enum {string} */
            state: "issued" | "locked" | "used" | "returned" | "expired";
            startsAt: string;
            endsAt: string;
            /**
             * @description the order that has it
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId?: string;
            /** @description what it took off */
            discountFen?: number;
        };
        CouponOffersInput: {
            items: {
                /**
                 * @description template of coupons
                 * @example cpt_01jd3v9yq8c5w2m4k7n6p1
                 */
                templateId: string;
                name: string;
                terms: {
                    /** @constant */
                    kind: "amount";
                    /** @description amount in fen */
                    offFen: number;
                } | {
                    /** @constant */
                    kind: "percent";
                    /** @description off, in per cent: 12 is 八八折 */
                    percent: number;
                    /** @description amount in fen */
                    capFen?: number;
                } | {
                    /** @constant */
                    kind: "gift";
                    /**
                     * @description stock keeping unit
                     * @example sku_01jd3v9yq8c5w2m4k7n6p1
                     */
                    skuId: string;
                };
                giftName?: string;
                /** @description amount in fen */
                thresholdFen: number;
                isForSome: boolean;
                coversVouchers: boolean;
                validity: {
                    /** @constant */
                    kind: "days";
                    days: number;
                } | {
                    /** @constant */
                    kind: "dates";
                    /**
                     * Format: date-time
                     * @description RFC 3339
                     */
                    startsAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339
                     */
                    endsAt: string;
                };
                /** @description how many more this customer may take; 0: has them all */
                mayTake: number;
                /** @description all are given out */
                isGone: boolean;
            }[];
        };
        ColumnMappingInput: {
            /** @description index of the column */
            memberNo?: number;
            /** @description index of the column */
            phone?: number;
            /** @description index of the column */
            name?: number;
            /** @description index of the column */
            store?: number;
            /** @description index of the column */
            firstDate?: number;
            /** @description index of the column */
            spend?: number;
            /** @description index of the column */
            orderNo?: number;
            /** @description index of the column */
            paidAt?: number;
            /** @description index of the column */
            paid?: number;
            /** @description index of the column */
            channel?: number;
        };
        CheckImportInput: {
            mapping: components["schemas"]["ColumnMappingInput"];
            /** @description whose numbers these are, as the open API names it */
            source: string;
            /** @description its member numbers and phones count as claims */
            isTrusted: boolean;
            /** @description the source has proved that the phones are the members’ */
            phonesVerified: boolean;
            /**
             * Format: date
             * @description the business day of which a member list tells; unset: the upload
             */
            statedOn?: string;
        };
        UndoImportInput: {
            reason: string;
        };
        ImportInput: {
            /**
             * @description import
             * @example imp_01jd3v9yq8c5w2m4k7n6p1
             */
            importId: string;
            /** @enum {string} */
            kind: "members" | "orders";
            fileName: string;
            sizeBytes: number;
            /** @enum {string} */
            format: "csv" | "xlsx";
            encoding: string | null;
            /** @enum {string} */
            status: "uploaded" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone" | "failed";
            failure: string | null;
            settings: {
                mapping: components["schemas"]["ColumnMappingInput"];
                source: string;
                isTrusted: boolean;
                phonesVerified: boolean;
                statedAt: string;
            } | null;
            check: {
                rows: number;
                good: number;
                faulty: number;
                errors: {
                    /** @enum {string} */
                    rule: "required" | "too-long" | "id-blocked" | "phone-masked" | "phone-not-mainland" | "phone-blocked" | "date-unreadable" | "date-in-future" | "date-too-old" | "amount-unreadable" | "amount-negative" | "store-unknown" | "duplicate-row" | "quote-not-closed" | "too-many-columns" | "order-already-paid" | "order-known" | "source-is-reserved" | "refused";
                    count: number;
                }[];
                preview: {
                    newMembers: number;
                    knownMembers: number;
                    newIdentifiers: number;
                    contestedPhones: number;
                    joins: number;
                };
            };
            run: {
                rows: number;
                imported: number;
                refused: number;
            };
            undo: {
                rows: number;
                removed: number;
                kept: number;
            };
            createdAt: string;
            createdBy: string;
            startedAt: string | null;
            endedAt: string | null;
            undoneAt: string | null;
            /** @description null: the file has been removed */
            fileUntil: string | null;
            canUndo: boolean;
        };
        ImportDetailInput: {
            /**
             * @description import
             * @example imp_01jd3v9yq8c5w2m4k7n6p1
             */
            importId: string;
            /** @enum {string} */
            kind: "members" | "orders";
            fileName: string;
            sizeBytes: number;
            /** @enum {string} */
            format: "csv" | "xlsx";
            encoding: string | null;
            /** @enum {string} */
            status: "uploaded" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone" | "failed";
            failure: string | null;
            settings: {
                mapping: components["schemas"]["ColumnMappingInput"];
                source: string;
                isTrusted: boolean;
                phonesVerified: boolean;
                statedAt: string;
            } | null;
            check: {
                rows: number;
                good: number;
                faulty: number;
                errors: {
                    /** @enum {string} */
                    rule: "required" | "too-long" | "id-blocked" | "phone-masked" | "phone-not-mainland" | "phone-blocked" | "date-unreadable" | "date-in-future" | "date-too-old" | "amount-unreadable" | "amount-negative" | "store-unknown" | "duplicate-row" | "quote-not-closed" | "too-many-columns" | "order-already-paid" | "order-known" | "source-is-reserved" | "refused";
                    count: number;
                }[];
                preview: {
                    newMembers: number;
                    knownMembers: number;
                    newIdentifiers: number;
                    contestedPhones: number;
                    joins: number;
                };
            };
            run: {
                rows: number;
                imported: number;
                refused: number;
            };
            undo: {
                rows: number;
                removed: number;
                kept: number;
            };
            createdAt: string;
            createdBy: string;
            startedAt: string | null;
            endedAt: string | null;
            undoneAt: string | null;
            /** @description null: the file has been removed */
            fileUntil: string | null;
            canUndo: boolean;
            header: string[];
            /** @description the first lines; phone numbers masked */
            sample: string[][];
            /** @description what the heads of the columns say */
            proposal: components["schemas"]["ColumnMappingInput"];
            /** @description the first hundred, in the order of the file */
            faults: {
                row: number;
                column: number | null;
                /** @enum {string} */
                rule: "required" | "too-long" | "id-blocked" | "phone-masked" | "phone-not-mainland" | "phone-blocked" | "date-unreadable" | "date-in-future" | "date-too-old" | "amount-unreadable" | "amount-negative" | "store-unknown" | "duplicate-row" | "quote-not-closed" | "too-many-columns" | "order-already-paid" | "order-known" | "source-is-reserved" | "refused";
            }[];
        };
        OpenEventsInput: {
            /** @description 1 to 500 events; each is judged by itself */
            events: unknown[];
        };
        OpenEventsAnswerInput: {
            results: {
                id: string | null;
                /** @enum {string} */
                status: "accepted" | "duplicate" | "conflict" | "invalid";
                error?: {
                    code: string;
                    errors: {
                        field: string;
                        rule: string;
                    }[];
                };
            }[];
        };
        InboxStatsInput: {
            pending: number;
            leased: number;
            waiting: number;
            done: number;
            dead: number;
        };
        InboxEventRowInput: {
            key: string;
            source: string;
            type: string;
            /** @enum {string} */
            state: "pending" | "leased" | "waiting" | "done" | "dead";
            outcome: string | null;
            /** @enum {string} */
            lane: "fast" | "normal";
            receivedAt: string;
            occurredAt: string;
            finishedAt: string | null;
            attempts: number;
            reason: string | null;
            partitionKey: string;
        };
        InboxEventDetailInput: {
            key: string;
            source: string;
            type: string;
            /** @enum {string} */
            state: "pending" | "leased" | "waiting" | "done" | "dead";
            outcome: string | null;
            /** @enum {string} */
            lane: "fast" | "normal";
            receivedAt: string;
            occurredAt: string;
            finishedAt: string | null;
            attempts: number;
            reason: string | null;
            partitionKey: string;
            /** @description decrypted, phone numbers masked; null when the content is gone */
            payload: string | null;
            contentRemovedAt: string | null;
        };
        InboxSummaryInput: {
            pending: number;
            leased: number;
            waiting: number;
            done: number;
            dead: number;
            oldestPendingAt: string | null;
            /** @description waiting for more than 30 days */
            longWaiting: number;
            /** @description held by nobody who answers, for more than a minute */
            stuckLeases: number;
            /** @description two workers or more in a row fell silent over them */
            lapsedRepeatedly: number;
            /** @description callbacks may be missing since then */
            gapSince: string | null;
            lastReceivedAt: string | null;
            perHour: {
                hour: string;
                count: number;
            }[];
            byType: {
                type: string;
                count: number;
            }[];
            welcome: {
                sent: number;
                expired: number;
                p50Ms: number | null;
                p99Ms: number | null;
            };
        };
        ReplayedInput: {
            replayed: number;
            /** @description dead ones that the same filter still finds */
            left: number;
        };
        DeadEventsInput: {
            count: number;
            /** @description more are counted as this many */
            countedUpTo: number;
            /** @description so many go back to work with one request */
            perRequest: number;
            reasons: {
                reason: string;
                count: number;
            }[];
        };
        SessionOperatorInput: {
            /**
             * @description operator
             * @example opr_01jd3v9yq8c5w2m4k7n6p1
             */
            operatorId: string;
            username: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "operator" | "store-manager" | "staff" | "read-only";
            permissions: string[];
            /** @description stores the operator sees; null: all */
            storeCodes: string[] | null;
        };
        OperatorInput: {
            /**
             * @description operator
             * @example opr_01jd3v9yq8c5w2m4k7n6p1
             */
            operatorId: string;
            username: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "operator" | "store-manager" | "staff" | "read-only";
            /** @description stores the operator sees; null: all */
            storeCodes: string[] | null;
            /** @enum {string} */
            status: "active" | "disabled";
            /**
             * Format: date-time
             * @description RFC 3339
             */
            createdAt: string;
        };
        AuditEntryInput: {
            /**
             * @description audit entry
             * @example aud_01jd3v9yq8c5w2m4k7n6p1
             */
            auditId: string;
            /**
             * Format: date-time
             * @description RFC 3339
             */
            at: string;
            actor: {
                operatorId: string;
                name: string;
            };
            /** @description product.update */
            action: string;
            subject: {
                type: string;
                id: string;
            };
            before?: unknown;
            after?: unknown;
            reason?: string;
        };
        BillDayInput: {
            /**
             * Format: date
             * @description business day, Shanghai
             */
            day: string;
            /** @enum {string} */
            state: "requested" | "running" | "waiting" | "done";
            /** @description how often it was compared from the beginning */
            run: number;
            figures: {
                payments: number;
                /** @description of the trade bill: what reaches our account */
                paymentsFen: number;
                refunds: number;
                /** @description amount in fen */
                refundsFen: number;
                matched: number;
                /** @description of the fund flow */
                feesFen: number;
                /** @description given back with refunds */
                feesBackFen: number;
                /** @description amount in fen */
                withdrawalsFen: number;
                /** @description amount in fen */
                depositsFen: number;
                bookPayments: number;
                /** @description of our books, by success_time */
                bookPaymentsFen: number;
            };
            tradeSha1: string | null;
            flowSha1: string | null;
            startedAt: string;
            endedAt: string | null;
            openDifferences: number;
        };
        BillDifferenceInput: {
            /** @description WeChat’s number of the payment, refund or change */
            subject: string;
            /** @enum {string} */
            what: "payment" | "refund" | "flow";
            /** @enum {string} */
            kind: "missing-here" | "missing-there" | "amount-differs" | "foreign" | "flow-unknown";
            /** @description amount in fen, below zero where it goes out */
            billFen: number;
            /** @description amount in fen, below zero where it goes out */
            ownFen: number;
            /** @enum {string} */
            action: "sent" | "recorded" | "incident";
            /** @enum {string} */
            state: "open" | "settled";
            /** @description one Chinese sentence: what differs and what was done about it */
            note: string;
            about: {
                type: string;
                id: string;
            } | null;
            at: string;
        };
        BillDayReportInput: {
            day: components["schemas"]["BillDayInput"];
            differences: components["schemas"]["BillDifferenceInput"][];
        };
        IncidentInput: {
            /**
             * @description incident
             * @example inc_01jd3v9yq8c5w2m4k7n6p1
             */
            incidentId: string;
            kind: string;
            at: string;
            /** @description one Chinese sentence for the operator */
            summary: string;
            amountFen?: number;
            /** @enum {string} */
            state: "open" | "settled";
            subject: {
                /** @enum {string} */
                type: "payment" | "order" | "refund" | "none";
                id: string;
            };
        };
        RefundInput: {
            /**
             * @description refund
             * @example rfd_01jd3v9yq8c5w2m4k7n6p1
             */
            refundId: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /**
             * @description payment
             * @example pay_01jd3v9yq8c5w2m4k7n6p1
             */
            paymentId: string;
            /** @description number of the present attempt at WeChat Pay */
            outRefundNo: string;
            wechatRefundId?: string;
            reasonKey: string;
            reason: string;
            /** @description amount in fen */
            amountFen: number;
            /** @enum {string} */
            state: "requested" | "processing" | "succeeded" | "abnormal" | "failed" | "returned-to-merchant" | "settled-offline";
            attempt: number;
            /** @description fruitless tries of this attempt */
            tries: number;
            requestedAt: string;
            /** @description when WeChat is asked next */
            nextAt?: string;
            giveUpAt: string;
            trouble?: {
                code: string;
                at: string;
            };
            /** @description when WeChat took it */
            acceptedAt?: string;
            endedAt?: string;
            /** @description where the money went, in the words of WeChat */
            account?: string;
        };
        RefundTotalsInput: {
            needsPerson: {
                count: number;
                /** @description amount in fen */
                amountFen: number;
            };
            retrying: {
                count: number;
                /** @description amount in fen */
                amountFen: number;
            };
            accepted: {
                count: number;
                /** @description amount in fen */
                amountFen: number;
            };
            /** @description reached the customer on this business day */
            endedToday: {
                count: number;
                /** @description amount in fen */
                amountFen: number;
            };
        };
        StoreInput: {
            name: string;
            address?: string;
            /** @description id of its department in WeCom */
            department?: string;
            /** @description code of the store, as the tills send it */
            storeCode: string;
        };
        ShopStoreInput: {
            /** @description code of the store, as the tills send it */
            storeCode: string;
            name: string;
            address?: string;
        };
        ProductInput: {
            /**
             * @description product
             * @example prd_01jd3v9yq8c5w2m4k7n6p1
             */
            productId: string;
            name: string;
            category: string;
            description?: string;
            /** @enum {string} */
            kind: "goods" | "voucher" | "service";
            /** @enum {string} */
            status: "on-shelf" | "off-shelf";
            pictures: {
                /**
                 * @description picture
                 * @example pic_01jd3v9yq8c5w2m4k7n6p1
                 */
                pictureId: string;
                url: string;
            }[];
            pictureUrl?: string;
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            /** @description codes; missing: all stores, and by express */
            stores?: string[];
            /** @description amount in fen */
            priceFromFen: number;
            skus: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description crossed out beside the price */
                comparedFen?: number;
                /** @description what the crossed-out price is; missing: the lowest of the last 7 days */
                comparedBase?: string;
                code: string;
                stock: {
                    total: number;
                    held: number;
                    sold: number;
                    available: number;
                } | {
                    /** @constant */
                    unlimited: true;
                };
            }[];
            /** @description of a voucher */
            voucher?: components["schemas"]["VoucherTermsInput"];
            createdAt: string;
            updatedAt: string;
        };
        NewProductInput: {
            name: string;
            category: string;
            /** @enum {string} */
            kind: "goods" | "voucher" | "service";
            /**
             * @default off-shelf
             * @enum {string}
             */
            status: "on-shelf" | "off-shelf";
            stores?: string[];
            pictureIds?: string[];
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            description?: string;
            skus: {
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description amount in fen */
                comparedFen?: number;
                comparedBase?: string;
                code: string;
                stock: number | null;
            }[];
            /** @description needed for a voucher, refused for anything else */
            voucher?: components["schemas"]["VoucherTermsInput"];
        };
        ProductPatchInput: {
            name?: string;
            category?: string;
            /** @enum {string} */
            status?: "on-shelf" | "off-shelf";
            /** @description for what is sold from now on */
            voucher?: components["schemas"]["VoucherTermsInput"];
            /** @description null: all of them */
            stores?: string[] | null;
            pictureIds?: string[];
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            description?: string;
            skus?: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId?: string;
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description amount in fen */
                comparedFen?: number;
                comparedBase?: string;
                code: string;
                /** @description only for a new one; PUT …/stock changes it later */
                stock?: number | null;
            }[];
        };
        PriceHistoryInput: {
            items: {
                at: string;
                /** @description amount in fen */
                fromFen?: number;
                /** @description amount in fen */
                toFen: number;
                operatorName: string;
            }[];
        };
        ShopProductInput: {
            /**
             * @description product
             * @example prd_01jd3v9yq8c5w2m4k7n6p1
             */
            productId: string;
            name: string;
            category: string;
            pictureUrl?: string;
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            /** @description amount in fen */
            priceFromFen: number;
            soldOut: boolean;
            skus: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description crossed out beside the price */
                comparedFen?: number;
                /** @description what the crossed-out price is; missing: the lowest of the last 7 days */
                comparedBase?: string;
                /** @description null: made to order */
                available: number | null;
                soldOut: boolean;
            }[];
        };
        ShopProductDetailInput: {
            /**
             * @description product
             * @example prd_01jd3v9yq8c5w2m4k7n6p1
             */
            productId: string;
            name: string;
            category: string;
            pictureUrl?: string;
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            /** @description amount in fen */
            priceFromFen: number;
            soldOut: boolean;
            skus: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description crossed out beside the price */
                comparedFen?: number;
                /** @description what the crossed-out price is; missing: the lowest of the last 7 days */
                comparedBase?: string;
                /** @description null: made to order */
                available: number | null;
                soldOut: boolean;
            }[];
            /** @enum {string} */
            kind: "goods" | "voucher" | "service";
            description?: string;
            pictureUrls: string[];
            voucher?: components["schemas"]["VoucherTermsInput"];
        };
        ProductSheetResultInput: {
            applied: boolean;
            rows: number;
            created: number;
            changed: number;
            unchanged: number;
            newSkus: number;
            stockSet: number;
            errorCount: number;
            /** @description the first 500 */
            errors: {
                /** @description as the sheet counts, head = 1 */
                row: number;
                /** @description its name; null: the whole row */
                column: string | null;
                rule: string;
            }[];
        };
        PoolLevelInput: {
            /**
             * @description stock keeping unit
             * @example sku_01jd3v9yq8c5w2m4k7n6p1
             */
            skuId: string;
            pool: string;
            storeCode?: string;
            storeName?: string;
            unlimited: boolean;
            /** @description switched off by somebody */
            soldOut: boolean;
            total: number;
            held: number;
            sold: number;
            /** @description null: unlimited */
            available: number | null;
        };
        StockRowInput: {
            /**
             * @description stock keeping unit
             * @example sku_01jd3v9yq8c5w2m4k7n6p1
             */
            skuId: string;
            pool: string;
            storeCode?: string;
            storeName?: string;
            unlimited: boolean;
            /** @description switched off by somebody */
            soldOut: boolean;
            total: number;
            held: number;
            sold: number;
            /** @description null: unlimited */
            available: number | null;
            /**
             * @description product
             * @example prd_01jd3v9yq8c5w2m4k7n6p1
             */
            productId: string;
            productName: string;
            pictureUrl?: string;
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            skuName: string;
            code: string;
        };
        StockChangeInput: {
            /**
             * @description main, or store:<code>
             * @default main
             */
            pool: string;
            /** @description held and sold units included; null: unlimited */
            total: number | null;
            reason: string;
        };
        StockMoveInput: {
            /** @description main, or store:<code> */
            from: string;
            /** @description main, or store:<code> */
            to: string;
            qty: number;
            reason: string;
        };
        SoldOutSwitchInput: {
            /** @description code of the store, as the tills send it */
            storeCode: string;
            soldOut: boolean;
            reason?: string;
        };
        StockJournalLineInput: {
            /**
             * @description line of the stock journal
             * @example sjr_01jd3v9yq8c5w2m4k7n6p1
             */
            lineId: string;
            at: string;
            pool: string;
            storeName?: string;
            /** @enum {string} */
            kind: "opened" | "set" | "moved" | "imported" | "switched" | "taken-back";
            delta: number;
            total: number;
            unlimited: boolean;
            soldOut: boolean;
            other?: string;
            otherStoreName?: string;
            units?: number;
            orderId?: string;
            /** @description null: the product itself */
            operatorName: string | null;
            reason: string;
        };
        AddressInput: {
            name: string;
            phone: string;
            /** @description province, city, district */
            region: string;
            /** @description street, house, door */
            detail: string;
        };
        NewOrderInput: {
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
            /**
             * @description coupon
             * @example cpn_01jd3v9yq8c5w2m4k7n6p1
             */
            couponId?: string;
            /** @description sent there by express; without: picked up */
            address?: components["schemas"]["AddressInput"];
            /** @description store to pick the order up at */
            storeCode?: string;
            /** @description what the customer was shown; only compared, never believed */
            totalFen: number;
            note?: string;
        };
        PriceStepInput: {
            /** @enum {string} */
            kind: "goods" | "coupon" | "delivery";
            amountFen: number;
            units?: number;
            name?: string;
            /** @enum {string} */
            terms?: "amount" | "percent" | "gift";
            /** @description amount in fen */
            thresholdFen?: number;
            /** @description amount in fen */
            offFen?: number;
            percent?: number;
            /** @description amount in fen */
            capFen?: number;
            /** @description amount in fen */
            feeFen?: number;
            /** @description amount in fen */
            freeFromFen?: number;
        };
        ShopOrderInput: {
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            orderNo: string;
            /** @enum {string} */
            status: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId?: string;
                name: string;
                skuName?: string;
                pictureUrl?: string;
                tint?: string;
                art?: string;
                qty: number;
                /** @description amount in fen */
                priceFen: number;
                /** @description amount in fen */
                amountFen: number;
                /** @description its share of the coupon */
                discountFen: number;
                refundedQty: number;
                /** @description of a voucher: what was promised with it */
                voucher?: components["schemas"]["VoucherTermsInput"];
            }[];
            /** @description amount in fen */
            totalFen: number;
            /** @description amount in fen */
            discountFen: number;
            /** @description amount in fen */
            deliveryFen: number;
            coupon?: {
                /**
                 * @description coupon
                 * @example cpn_01jd3v9yq8c5w2m4k7n6p1
                 */
                couponId: string;
                name: string;
            };
            /** @description why this price; empty for orders of before */
            explanation: components["schemas"]["PriceStepInput"][];
            /** @enum {string} */
            delivery?: "pickup" | "express";
            shipment?: {
                company: string;
                trackingNo: string;
                at: string;
            };
            address?: components["schemas"]["AddressInput"];
            note?: string;
            storeCode?: string;
            storeName?: string;
            createdAt: string;
            /** @description while payment is pending */
            expiresAt?: string;
            paidAt?: string;
            closedAt?: string;
            /** @enum {string} */
            closedReason?: "expired" | "cancelled-by-customer";
            pickupCode?: string;
            /** @description what has come back of it */
            refundedFen: number;
            refunds: {
                /** @description amount in fen */
                amountFen: number;
                reason: string;
                /**
                 * @description delayed: it did not work by itself, somebody of the shop is at it
                 * @enum {string}
                 */
                state: "asking" | "accepted" | "returned" | "delayed";
                requestedAt: string;
                /** @description when WeChat took it */
                acceptedAt?: string;
                returnedAt?: string;
                /** @description where it went, in the words of WeChat */
                account?: string;
            }[];
        };
        PaymentParamsInput: {
            paymentParams: {
                appId: string;
                timeStamp: string;
                nonceStr: string;
                package: string;
                /** @constant */
                signType: "RSA";
                paySign: string;
            };
        };
        OrderRowInput: {
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            orderNo: string;
            source: string;
            /** @enum {string} */
            status: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
            customer?: {
                customerId: string;
                name?: string;
            };
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId?: string;
                name: string;
                skuName?: string;
                qty: number;
                /** @description amount in fen */
                amountFen: number;
                /** @description amount in fen */
                discountFen: number;
                refundedQty: number;
            }[];
            /** @description amount in fen */
            totalFen: number;
            /** @description amount in fen */
            refundedFen: number;
            storeCode?: string;
            storeName?: string;
            createdAt: string;
            paidAt?: string;
        };
        OrderDetailInput: {
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            orderNo: string;
            source: string;
            /** @enum {string} */
            status: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
            customer?: {
                customerId: string;
                name?: string;
            };
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId?: string;
                name: string;
                skuName?: string;
                qty: number;
                /** @description amount in fen */
                amountFen: number;
                /** @description amount in fen */
                discountFen: number;
                refundedQty: number;
            }[];
            /** @description amount in fen */
            totalFen: number;
            /** @description amount in fen */
            refundedFen: number;
            storeCode?: string;
            storeName?: string;
            createdAt: string;
            paidAt?: string;
            /** @description amount in fen */
            discountFen: number;
            /** @description amount in fen */
            deliveryFen: number;
            coupon?: {
                /**
                 * @description coupon
                 * @example cpn_01jd3v9yq8c5w2m4k7n6p1
                 */
                couponId: string;
                name: string;
            };
            /** @description why this price; empty for orders of before */
            explanation: components["schemas"]["PriceStepInput"][];
            /** @enum {string} */
            delivery?: "pickup" | "express";
            shipment?: {
                company: string;
                trackingNo: string;
                at: string;
            };
            /** @description name and phone masked */
            address?: {
                name: string;
                phone: string;
                region: string;
                detail: string;
            };
            channel?: string;
            /** @description the member of staff who ordered for the customer */
            assistedBy?: string;
            note?: string;
            pickupCode?: string;
            expiresAt?: string;
            closedAt?: string;
            /** @enum {string} */
            closedReason?: "expired" | "cancelled-by-customer";
            payments: {
                /**
                 * @description payment
                 * @example pay_01jd3v9yq8c5w2m4k7n6p1
                 */
                paymentId: string;
                outTradeNo: string;
                /** @enum {string} */
                state: "created" | "prepaid" | "paid" | "closed" | "paid-late";
                /** @description amount in fen */
                amountFen: number;
                transactionId?: string;
                createdAt: string;
                paidAt?: string;
            }[];
            /** @description of an order of another system, as that reported them */
            refunds: {
                refundNo: string;
                /** @description amount in fen */
                refundFen: number;
                at: string;
            }[];
            /** @description of our own shop, whatever their state */
            ownRefunds: components["schemas"]["RefundInput"][];
            /** @description what may still be given back now; 0: nothing */
            refundableFen: number;
            history: {
                at: string;
                /** @enum {string} */
                status: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
                reason?: string;
            }[];
        };
        TakeBackInput: {
            reason: string;
            /** @description only these of its vouchers, which nobody has used or is offered */
            voucherIds?: string[];
        };
        NewRefundInput: {
            /** @description without: all that is left of the order; of goods, unless it is just that */
            amountFen?: number;
            /** @description instead of an amount: these units of goods, for what was paid for them */
            items?: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
            /** @description only these of its vouchers, with what they are owed */
            voucherIds?: string[];
            /**
             * @description units go back on the shelf; whole orders only
             * @default false
             */
            isRestocked: boolean;
            reason: string;
        };
        FulfilmentInput: {
            /** @enum {string} */
            act: "prepare" | "ready" | "hand-over";
        };
        NewShipmentInput: {
            company: string;
            trackingNo: string;
        };
        NewDeliveryFeeInput: {
            /** @description amount in fen */
            feeFen: number;
            /** @description nothing, from this sum on */
            freeFromFen?: number;
        };
        DeliveryFeeInput: {
            /** @description amount in fen */
            feeFen: number;
            /** @description nothing, from this sum on */
            freeFromFen?: number;
        };
        NewAssistedOrderInput: {
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
            /**
             * @description coupon
             * @example cpn_01jd3v9yq8c5w2m4k7n6p1
             */
            couponId?: string;
            /** @description sent there by express; without: picked up */
            address?: components["schemas"]["AddressInput"];
            /** @description store to pick the order up at */
            storeCode?: string;
            /** @description what the customer was shown; only compared, never believed */
            totalFen: number;
            note?: string;
            /** @description whose chat it is */
            externalUserid: string;
        };
        PayCodeInput: {
            codeUrl: string;
            /** @description the code as an SVG picture */
            picture: string;
            expiresAt: string;
        };
        AssistedOrderInput: {
            order: components["schemas"]["ShopOrderInput"];
            placedBy: string;
        };
        NewCartInput: {
            lines: {
                /**
                 * @description product
                 * @example prd_01jd3v9yq8c5w2m4k7n6p1
                 */
                productId: string;
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
        };
        CartInput: {
            lines: {
                /**
                 * @description product
                 * @example prd_01jd3v9yq8c5w2m4k7n6p1
                 */
                productId: string;
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
        };
        PriceQuestionInput: {
            /** @description without: the cart */
            items?: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
            /** @description without: the best one; null: none */
            couponId?: string | null;
            /**
             * @default pickup
             * @enum {string}
             */
            delivery: "pickup" | "express";
            /** @description where it is picked up */
            storeCode?: string;
        };
        PriceAnswerInput: {
            lines: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
                /** @description amount in fen */
                amountFen: number;
                /** @description amount in fen */
                discountFen: number;
                /** @enum {string} */
                trouble?: "gone" | "sold-out" | "too-many";
            }[];
            gift?: {
                name: string;
                qty: number;
            };
            /** @description amount in fen */
            goodsFen: number;
            /** @description amount in fen */
            discountFen: number;
            /** @description amount in fen */
            deliveryFen: number;
            /** @description amount in fen */
            totalFen: number;
            explanation: components["schemas"]["PriceStepInput"][];
            /** @description the one that is in this price */
            couponId: string | null;
            /** @description best first, then those that cannot be used */
            coupons: {
                /**
                 * @description coupon
                 * @example cpn_01jd3v9yq8c5w2m4k7n6p1
                 */
                couponId: string;
                name: string;
                /** @enum {string} */
                terms: "amount" | "percent" | "gift";
                /** @description amount in fen */
                thresholdFen: number;
                /** @description amount in fen */
                offFen?: number;
                percent?: number;
                /** @description amount in fen */
                capFen?: number;
                endsAt: string;
                /** @description what it takes off here; 0: it cannot be used */
                discountFen: number;
                /** @enum {string} */
                why?: "below-threshold" | "not-for-these" | "saves-nothing" | "gift-gone";
                /** @description until its threshold */
                lackingFen?: number;
            }[];
        };
        PriceDifferenceInput: {
            source: string;
            storeCode?: string;
            storeName?: string;
            productId: string;
            skuId: string;
            code: string;
            name: string;
            /** @description one unit at the till */
            tillFen: number;
            /** @description in the mini-program, when it was seen */
            shopFen: number;
            /** @description of the last sale */
            orderNo: string;
            /** @description sales with another sum */
            count: number;
            firstAt: string;
            lastAt: string;
        };
        RefundRowInput: {
            /**
             * @description refund
             * @example rfd_01jd3v9yq8c5w2m4k7n6p1
             */
            refundId: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /**
             * @description payment
             * @example pay_01jd3v9yq8c5w2m4k7n6p1
             */
            paymentId: string;
            /** @description number of the present attempt at WeChat Pay */
            outRefundNo: string;
            wechatRefundId?: string;
            reasonKey: string;
            reason: string;
            /** @description amount in fen */
            amountFen: number;
            /** @enum {string} */
            state: "requested" | "processing" | "succeeded" | "abnormal" | "failed" | "returned-to-merchant" | "settled-offline";
            attempt: number;
            /** @description fruitless tries of this attempt */
            tries: number;
            requestedAt: string;
            /** @description when WeChat is asked next */
            nextAt?: string;
            giveUpAt: string;
            trouble?: {
                code: string;
                at: string;
            };
            /** @description when WeChat took it */
            acceptedAt?: string;
            endedAt?: string;
            /** @description where the money went, in the words of WeChat */
            account?: string;
            /** @description waits for a pause that an operator may shorten */
            maySendNow: boolean;
            order?: {
                /**
                 * @description order
                 * @example ord_01jd3v9yq8c5w2m4k7n6p1
                 */
                orderId: string;
                orderNo: string;
                storeName?: string;
                customer?: {
                    customerId: string;
                    name?: string;
                };
            };
        };
        ExportPartInput: {
            name: string;
            /** @description Chinese, as it is shown */
            title: string;
            columns: {
                field: string;
                title: string;
                /** @enum {string} */
                kind: "text" | "time" | "fen";
                /** @description Chinese for codes */
                words?: {
                    [key: string]: string;
                };
            }[];
            rows: {
                [key: string]: string | number | boolean | null;
            }[];
            /** @description there are more rows than an export holds */
            isCapped: boolean;
        };
        PersonExportInput: {
            /**
             * Format: date-time
             * @description RFC 3339
             */
            exportedAt: string;
            brandName: string;
            /** @description null: nothing is known yet */
            customerId: string | null;
            /** @enum {string} */
            phones: "clear" | "masked";
            parts: components["schemas"]["ExportPartInput"][];
        };
        ErasureInput: {
            /**
             * @description erasure of a person
             * @example ers_01jd3v9yq8c5w2m4k7n6p1
             */
            erasureId: string;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "cancelled";
            /** @enum {string} */
            by: "operator" | "customer";
            operatorName: string | null;
            reason: string | null;
            doNotContact: boolean;
            /**
             * Format: date-time
             * @description RFC 3339
             */
            requestedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339
             */
            dueAt: string;
            doneAt: string | null;
            cancelledAt: string | null;
        };
        MiniErasureInput: {
            request: {
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                requestedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                dueAt: string;
                /** @enum {string} */
                state: "waiting" | "running";
            } | null;
            coolingOffDays: number;
        };
        ShipmentInput: {
            /**
             * @description payment
             * @example pay_01jd3v9yq8c5w2m4k7n6p1
             */
            paymentId: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /** @enum {string} */
            state: "waiting" | "reported" | "settled" | "unneeded" | "failed";
            /** @enum {string} */
            way: "express" | "virtual" | "self-pickup";
            title: string;
            parcel?: {
                company: string;
                trackingNo: string;
            };
            fulfilledAt: string;
            /** @description reports that WeChat has taken */
            reports: number;
            /** @description fruitless tries of the next one */
            tries: number;
            /** @description when it is tried next, or the customer reminded */
            nextAt?: string;
            troubleCode?: string;
            reportedAt?: string;
            remindedAt?: string;
            settledAt?: string;
        };
        RedeemVoucherInput: {
            /** @description as typed or scanned */
            code: string;
            storeCode: string;
            redeemId: string;
            /** @default 1 */
            uses: number;
        };
        RedeemedVoucherInput: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            usesLeft: number;
            /**
             * Format: date-time
             * @description RFC 3339
             */
            redeemedAt: string;
        };
        LookUpVoucherInput: {
            /** @description as typed or scanned */
            code: string;
            storeCode: string;
        };
        ShopVoucherInput: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            skuName?: string;
            pictureUrl?: string;
            tint?: string;
            art?: string;
            /** @enum {string} */
            state: "active" | "offered" | "redeemed" | "refund-pending" | "refunded" | "lapsed";
            usesLeft: number;
            uses: number;
            /** @description empty: every store */
            storeCodes: string[];
            storeNames: string[];
            /** @enum {string} */
            atExpiry: "refund" | "lapse";
            validFrom: string;
            /** @description the first moment at which it is over */
            validTo: string;
            createdAt: string;
            endedAt?: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /** @description what was paid for the uses that are left */
            owedFen: number;
            /** @description the last four characters */
            codeTail: string;
            /** @description false: given to a friend */
            isMine: boolean;
            /** @description a friend has given it */
            isGift: boolean;
            mayGive: boolean;
            /** @description by after-sale of its order: the money goes to whoever paid */
            mayRefund: boolean;
            offerUntil?: string;
            /** @description in groups of four; one voucher at a time, and only its holder */
            code?: string;
            /** @description the code for a scanner: a PNG as a data address */
            codePicture?: string;
        };
        VoucherOfferInput: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            token: string;
            until: string;
        };
        OfferKnockInput: {
            token: string;
        };
        OfferedVoucherInput: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            skuName?: string;
            pictureUrl?: string;
            tint?: string;
            art?: string;
            /** @enum {string} */
            state: "active" | "offered" | "redeemed" | "refund-pending" | "refunded" | "lapsed";
            usesLeft: number;
            uses: number;
            /** @description empty: every store */
            storeCodes: string[];
            storeNames: string[];
            /** @enum {string} */
            atExpiry: "refund" | "lapse";
            validFrom: string;
            /** @description the first moment at which it is over */
            validTo: string;
            createdAt: string;
            endedAt?: string;
            until: string;
        };
        VoucherInput: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            skuName?: string;
            pictureUrl?: string;
            tint?: string;
            art?: string;
            /** @enum {string} */
            state: "active" | "offered" | "redeemed" | "refund-pending" | "refunded" | "lapsed";
            usesLeft: number;
            uses: number;
            /** @description empty: every store */
            storeCodes: string[];
            storeNames: string[];
            /** @enum {string} */
            atExpiry: "refund" | "lapse";
            validFrom: string;
            /** @description the first moment at which it is over */
            validTo: string;
            createdAt: string;
            endedAt?: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /** @description what was paid for the uses that are left */
            owedFen: number;
            /** @description the last four characters */
            codeTail: string;
            /** @description amount in fen */
            soldFen: number;
            /** @description who holds it */
            customer?: {
                customerId: string;
                name?: string;
            };
            /** @description who paid, where that is somebody else */
            payer?: {
                customerId: string;
                name?: string;
            };
            givenAt?: string;
            offerUntil?: string;
            /**
             * @description refund
             * @example rfd_01jd3v9yq8c5w2m4k7n6p1
             */
            refundId?: string;
        };
        RedemptionInput: {
            /**
             * @description redemption of a voucher
             * @example rdm_01jd3v9yq8c5w2m4k7n6p1
             */
            redemptionId: string;
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            codeTail: string;
            storeCode: string;
            storeName?: string;
            uses: number;
            /** @description after it */
            usesLeft: number;
            /** @description amount in fen */
            amountFen: number;
            at: string;
            source: string;
            operatorName?: string;
            /** @description by its day and by what became of the voucher */
            mayUndo: boolean;
            undoneAt?: string;
            undoneBy?: string;
        };
        VoucherDetailInput: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            skuName?: string;
            pictureUrl?: string;
            tint?: string;
            art?: string;
            /** @enum {string} */
            state: "active" | "offered" | "redeemed" | "refund-pending" | "refunded" | "lapsed";
            usesLeft: number;
            uses: number;
            /** @description empty: every store */
            storeCodes: string[];
            storeNames: string[];
            /** @enum {string} */
            atExpiry: "refund" | "lapse";
            validFrom: string;
            /** @description the first moment at which it is over */
            validTo: string;
            createdAt: string;
            endedAt?: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /** @description what was paid for the uses that are left */
            owedFen: number;
            /** @description the last four characters */
            codeTail: string;
            /** @description amount in fen */
            soldFen: number;
            /** @description who holds it */
            customer?: {
                customerId: string;
                name?: string;
            };
            /** @description who paid, where that is somebody else */
            payer?: {
                customerId: string;
                name?: string;
            };
            givenAt?: string;
            offerUntil?: string;
            /**
             * @description refund
             * @example rfd_01jd3v9yq8c5w2m4k7n6p1
             */
            refundId?: string;
            redemptions: components["schemas"]["RedemptionInput"][];
        };
        LookedUpVoucherInput: {
            voucher: components["schemas"]["VoucherInput"];
            /** @description why it is not redeemed here and now */
            refusal?: string;
            refusalDetail?: string;
        };
        RedeemedDetailInput: {
            voucher: components["schemas"]["VoucherInput"];
            redemption: components["schemas"]["RedemptionInput"];
        };
        NewChannelCodeInput: {
            name: string;
            userids: string[];
            /** @default true */
            skipVerify: boolean;
            /**
             * @description may hold {顾客} and {导购}; empty: the default text
             * @default
             */
            welcomeText: string;
        };
        ChannelCodePatchInput: {
            name?: string;
            /** @description may hold {顾客} and {导购}; empty: the default text */
            welcomeText?: string;
        };
        ChannelCodeInput: {
            /**
             * @description channel code
             * @example chn_01jd3v9yq8c5w2m4k7n6p1
             */
            channelCodeId: string;
            name: string;
            staff: {
                userid: string;
                name: string;
            }[];
            storeName?: string;
            /** @description the token that comes back with every contact of this code */
            state: string;
            /** @description picture, from this server */
            qrCodeUrl: string;
            /** @enum {string} */
            status: "ready" | "creating" | "failed";
            welcomeText: string;
            createdAt: string;
            added: number;
            lost: number;
            net: number;
        };
        PhoneCheckInput: {
            checkId: string;
            phoneMasked: string;
            expiresAt: string;
        };
        SidebarCustomerInput: {
            customerId: string;
            /** @description under way: gone within minutes */
            isBeingErased: boolean;
            name: string | null;
            avatar: string | null;
            gender: ("male" | "female") | null;
            phones: {
                masked: string;
                verified: boolean;
            }[];
            memberNos: {
                source: string;
                value: string;
            }[];
            firstSeenAt: string;
            lastSeenAt: string;
            metrics: {
                ordersPaid: number;
                /** @description amount in fen */
                paidFen: number;
                /** @description amount in fen */
                refundedFen: number;
                netFen: number;
                firstPaidAt: string | null;
                lastPaidAt: string | null;
                averageOrderFen: number | null;
                last365NetFen: number;
                last365Orders: number;
                monthlyNet: {
                    month: string;
                    netFen: number;
                }[];
            };
            identifiers: {
                /** @enum {string} */
                type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
                scope: string;
                /** @description a phone is masked unless the key has scope phones:read */
                value: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                verified: boolean;
                source: string;
                firstSeenAt: string;
                lastSeenAt: string;
            }[];
            links: {
                a: {
                    type: string;
                    scope: string;
                    value: string;
                };
                b: {
                    type: string;
                    scope: string;
                    value: string;
                };
                kind: string;
                source: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                firstAt: string;
                lastAt: string;
                count: number;
                held: boolean;
            }[];
            relations: {
                userid: string;
                name: string;
                since: string;
                endedAt: string | null;
                /** @enum {string} */
                state: "active" | "ended-by-customer" | "ended-by-staff";
                storeName: string | null;
                channelCodeName: string | null;
                remark: string | null;
            }[];
            tags: {
                name: string;
                group: string | null;
                /** @enum {string} */
                origin: "wecom" | "rule" | "manual";
            }[];
            mergedFrom: string[];
            /** @description of the staff member who asks; null when they are no contact of theirs */
            relation: {
                userid: string;
                name: string;
                since: string;
                endedAt: string | null;
                /** @enum {string} */
                state: "active" | "ended-by-customer" | "ended-by-staff";
                storeName: string | null;
                channelCodeName: string | null;
                remark: string | null;
            } | null;
            recentOrders: {
                orderId: string;
                orderNo: string;
                source: string;
                status: string;
                totalFen: number;
                createdAt: string;
                paidAt?: string;
                storeName?: string;
                items: {
                    name: string;
                    qty: number;
                }[];
            }[];
            /** @description a code can be sent to a phone of theirs */
            canCheckPhone: boolean;
            welcome: {
                /** @enum {string} */
                outcome: "sent" | "sent-or-chatting" | "expired" | "failed" | "skipped";
                at: string;
                latencyMs: number;
            } | null;
        };
        SidebarIdentityInput: {
            items: {
                identifier: components["schemas"]["NamedIdentifierInput"];
                steps: {
                    sentence: string;
                    note: string;
                }[];
            }[];
        };
        StaffMemberInput: {
            userid: string;
            name: string;
            departmentName: string;
            storeName?: string;
            /** @enum {string} */
            status: "active" | "disabled" | "not-activated" | "left" | "unknown";
            /** @description living contacts */
            contactCount: number;
        };
        ReconciliationInput: {
            /**
             * @description reconciliation round
             * @example rec_01jd3v9yq8c5w2m4k7n6p1
             */
            roundId: string;
            /** @description contacts or payments */
            subject: string;
            /** @enum {string} */
            state: "running" | "done" | "broken-off";
            startedAt: string;
            finishedAt: string | null;
            /** @description how many were compared */
            seen: number;
            /** @description at WeChat and not here */
            unknown: number;
            /** @description here and at WeChat, not the same */
            changed: number;
            /** @description here and not at WeChat */
            missing: number;
            /** @description differences that were given to the pipeline */
            repaired: number;
        };
        ReconciliationDifferenceInput: {
            /** @enum {string} */
            kind: "unknown" | "changed" | "missing";
            about: {
                type: string;
                id: string;
            };
            /** @description one Chinese sentence, without personal data */
            note: string;
            /** @enum {string} */
            repair: "pending" | "sent" | "none";
            at: string;
        };
        ReconciliationDetailInput: {
            round: components["schemas"]["ReconciliationInput"];
            /** @description the first 200; the counts are of all */
            differences: components["schemas"]["ReconciliationDifferenceInput"][];
        };
        HealthFindingInput: {
            /** @description stays the same while the trouble lasts */
            kind: string;
            /** @enum {string} */
            area: "store" | "events" | "deliveries" | "welcome" | "payments" | "jobs" | "reconciliations" | "platforms" | "keys";
            /** @enum {string} */
            severity: "act" | "watch";
            what: string;
            /** @description RFC 3339; null: there is none */
            since: string | null;
            todo: string;
            detail: string | null;
            link: {
                to: string;
                label: string;
            } | null;
        };
        HealthInput: {
            asOf: string;
            /** @description the gravest and oldest first; empty: all is well */
            findings: components["schemas"]["HealthFindingInput"][];
            events: {
                /** @description stops at 10,000 */
                pending: number;
                /** @description stops at 10,000 */
                leased: number;
                /** @description stops at 10,000 */
                waiting: number;
                /** @description stops at 10,000 */
                dead: number;
                limit: number;
                /** @description RFC 3339; null: there is none */
                oldestPendingAt: string | null;
                /** @description RFC 3339; null: there is none */
                lastReceivedAt: string | null;
            } | null;
            deliveries: {
                /** @description stops at 10,000 */
                pending: number;
                /** @description stops at 10,000 */
                leased: number;
                /** @description stops at 10,000 */
                dead: number;
                /** @description RFC 3339; null: there is none */
                oldestPendingAt: string | null;
            } | null;
            welcome: {
                sent: number;
                missed: number;
                p50Ms: number | null;
                p99Ms: number | null;
            } | null;
            payments: {
                /** @description stops at 10,000 */
                unfinished: number;
                /** @description RFC 3339; null: there is none */
                oldestUnfinishedAt: string | null;
                /** @description stops at 10,000 */
                incidents: number;
                incidentsFen: number;
            } | null;
            jobs: {
                total: number;
                running: number;
                failing: number;
                overdue: number;
                /** @description RFC 3339; null: there is none */
                lastRunAt: string | null;
            } | null;
            reconciliations: {
                /** @enum {string} */
                subject: "contacts" | "payments";
                finishedAt: string;
                seen: number;
                differences: number;
                repaired: number;
            }[] | null;
            platforms: {
                /** @enum {string} */
                platform: "wecom" | "wechat-mini" | "wechat-pay";
                name: string;
                /** @description of the answering process in the last five minutes */
                calls: number;
                unanswered: number;
                away: boolean;
                /** @description optional interfaces that this app may not use */
                off: string[];
                /** @description 0 to 1, of the budget that is most spent; of all processes */
                used: number;
            }[] | null;
            keys: {
                keyId: string;
                isCurrent: boolean;
                /** @description values under an older key; null: not counted yet */
                left: number | null;
                /** @description may be taken out of PII_KEYS */
                isCleared: boolean;
            }[] | null;
        };
        WorkbenchInput: {
            asOf: string;
            poolSize: {
                value: number;
                change: number;
                series: {
                    day: string;
                    value: number;
                }[];
                added: number;
                lost: number;
            };
            repurchaseRate: {
                /** @description 0 to 1; null without a buyer */
                value: number | null;
                change: number | null;
                series: {
                    day: string;
                    value: number;
                }[];
                buyers: number;
                repeatBuyers: number;
            };
            averageOrder: {
                valueFen: number | null;
                changeFen: number | null;
                series: {
                    day: string;
                    value: number;
                }[];
                netFen: number;
                orders: number;
                perBuyerFen: number | null;
            };
            newToday: {
                count: number;
            };
            ordersToday: {
                count: number;
                paidFen: number;
            };
            events: {
                pending: number;
                dead: number;
                waiting: number;
                lastReceivedAt: string | null;
                healthy: boolean;
            };
            needsPerson: {
                kind: string;
                count: number;
                title: string;
                detail: string;
                link: string;
            }[];
            recentCustomers: components["schemas"]["CustomerRowInput"][];
            recentOrders: components["schemas"]["OrderRowInput"][];
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail?: string;
            requestId: string;
            errors?: {
                field: string;
                rule: string;
            }[];
        };
        ApiKey: {
            /**
             * @description open API key
             * @example key_01jd3v9yq8c5w2m4k7n6p1
             */
            apiKeyId: string;
            name: string;
            /** @description the last four characters, to tell keys apart */
            tail: string;
            scopes: ("events:write" | "customers:read" | "phones:read" | "inbox:read" | "vouchers:redeem")[];
            trusted: boolean;
            sources: string[] | null;
            /** @enum {string} */
            state: "live" | "revoked";
            /**
             * Format: date-time
             * @description RFC 3339
             */
            createdAt: string;
            createdBy: string;
            /** @description exact to a minute */
            lastUsedAt: string | null;
            revokedAt: string | null;
        };
        MadeApiKey: {
            /**
             * @description open API key
             * @example key_01jd3v9yq8c5w2m4k7n6p1
             */
            apiKeyId: string;
            name: string;
            /** @description the last four characters, to tell keys apart */
            tail: string;
            scopes: ("events:write" | "customers:read" | "phones:read" | "inbox:read" | "vouchers:redeem")[];
            trusted: boolean;
            sources: string[] | null;
            /** @enum {string} */
            state: "live" | "revoked";
            /**
             * Format: date-time
             * @description RFC 3339
             */
            createdAt: string;
            createdBy: string;
            /** @description exact to a minute */
            lastUsedAt: string | null;
            revokedAt: string | null;
            /** @description shown this once; only its hash is stored */
            key: string;
        };
        VoucherTerms: {
            /** @description business days, the day of the sale is the first; this or validUntilOn */
            validDays?: number;
            /**
             * Format: date
             * @description last business day; this or validDays
             */
            validUntilOn?: string;
            uses: number;
            /** @description where it is redeemed; empty: everywhere */
            storeCodes: string[];
            /**
             * @description what becomes of what is not used by then
             * @enum {string}
             */
            atExpiry: "refund" | "lapse";
        };
        Job: {
            name: string;
            title: string;
            /** @description Chinese, for people */
            schedule: string;
            nextRunAt: string;
            running: boolean;
            /** @description somebody asked for a run that has not begun */
            requested: boolean;
            /** @description past its time, and nobody is at it */
            overdue: boolean;
            /** @description null: its last run was good */
            failingSince: string | null;
            lastRunAt: string | null;
            lastOutcome: ("done" | "failed") | null;
            lastSummary: string | null;
            lastDurationMs: number | null;
        };
        LedgerAccount: {
            account: string;
            /** @description Chinese name */
            title: string;
            /**
             * @description the side on which the account grows
             * @enum {string}
             */
            side: "debit" | "credit";
            /** @description amount in fen */
            debitFen: number;
            /** @description amount in fen */
            creditFen: number;
            /** @description amount in fen, may be below zero */
            balanceFen: number;
        };
        LedgerDay: {
            /** @description business day */
            on: string;
            /** @description amount in fen */
            debitFen: number;
            /** @description amount in fen */
            creditFen: number;
            transfers: number;
        };
        LedgerTransfer: {
            /**
             * @description transfer of the ledger
             * @example trf_01jd3v9yq8c5w2m4k7n6p1
             */
            transferId: string;
            moment: string;
            at: string;
            lines: {
                account: string;
                title: string;
                /** @description amount in fen */
                debitFen: number;
                /** @description amount in fen */
                creditFen: number;
            }[];
            subjects: {
                paymentId?: string;
                orderId?: string;
                refundId?: string;
                voucherId?: string;
            };
        };
        Identifiers: {
            unionid?: string;
            unionidScope?: string;
            openid?: string;
            appid?: string;
            externalUserid?: string;
            corpId?: string;
            phone?: string;
            /** @description true: the number was proved in this very event */
            phoneVerified?: boolean;
            /**
             * Format: date-time
             * @description an earlier proof
             */
            phoneVerifiedAt?: string;
            memberNo?: string;
        };
        OpenCustomer: {
            customerId: string;
            mergedFrom: string[];
            identifiers: {
                /** @enum {string} */
                type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
                scope: string;
                /** @description a phone is masked unless the key has scope phones:read */
                value: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                verified: boolean;
                source: string;
                firstSeenAt: string;
                lastSeenAt: string;
            }[];
            metrics: {
                ordersPaid: number;
                /** @description amount in fen */
                paidFen: number;
                /** @description amount in fen */
                refundedFen: number;
                netFen: number;
                firstPaidAt: string | null;
                lastPaidAt: string | null;
            };
            tags: {
                name: string;
                group: string | null;
                /** @enum {string} */
                origin: "wecom" | "rule" | "manual";
            }[];
            staff: {
                userid: string;
                name: string;
                since: string;
                endedAt: string | null;
                /** @enum {string} */
                state: "active" | "ended-by-customer" | "ended-by-staff";
            }[];
            /** @description of an empty id, a phone whose facts are all of whoever had it: who had it last */
            movedTo?: string;
        };
        TimelineEntry: {
            at: string;
            type: string;
            source: string;
            /** @enum {string} */
            group: "orders" | "mini" | "wecom" | "service";
            summary: string;
            eventId: string;
            data: {
                [key: string]: unknown;
            };
        };
        CustomerRow: {
            customerId: string;
            name: string | null;
            avatar: string | null;
            phoneMasked: string | null;
            memberNos: string[];
            staff: {
                userid: string;
                name: string;
            }[];
            tags: {
                name: string;
            }[];
            ordersPaid: number;
            netFen: number;
            firstSeenAt: string;
            lastSeenAt: string;
            lastPaidAt: string | null;
        };
        CustomerDetail: {
            customerId: string;
            /** @description under way: gone within minutes */
            isBeingErased: boolean;
            name: string | null;
            avatar: string | null;
            gender: ("male" | "female") | null;
            phones: {
                masked: string;
                verified: boolean;
            }[];
            memberNos: {
                source: string;
                value: string;
            }[];
            firstSeenAt: string;
            lastSeenAt: string;
            metrics: {
                ordersPaid: number;
                /** @description amount in fen */
                paidFen: number;
                /** @description amount in fen */
                refundedFen: number;
                netFen: number;
                firstPaidAt: string | null;
                lastPaidAt: string | null;
                averageOrderFen: number | null;
                last365NetFen: number;
                last365Orders: number;
                monthlyNet: {
                    month: string;
                    netFen: number;
                }[];
            };
            identifiers: {
                /** @enum {string} */
                type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
                scope: string;
                /** @description a phone is masked unless the key has scope phones:read */
                value: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                verified: boolean;
                source: string;
                firstSeenAt: string;
                lastSeenAt: string;
            }[];
            links: {
                a: {
                    type: string;
                    scope: string;
                    value: string;
                };
                b: {
                    type: string;
                    scope: string;
                    value: string;
                };
                kind: string;
                source: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                firstAt: string;
                lastAt: string;
                count: number;
                held: boolean;
            }[];
            relations: {
                userid: string;
                name: string;
                since: string;
                endedAt: string | null;
                /** @enum {string} */
                state: "active" | "ended-by-customer" | "ended-by-staff";
                storeName: string | null;
                channelCodeName: string | null;
                remark: string | null;
            }[];
            tags: {
                name: string;
                group: string | null;
                /** @enum {string} */
                origin: "wecom" | "rule" | "manual";
            }[];
            mergedFrom: string[];
        };
        NamedIdentifier: {
            key: string;
            /** @enum {string} */
            type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
            scope: string;
            /** @description a phone is masked */
            value: string;
        };
        IdentityEdge: {
            /** @description key */
            a: string;
            /** @description key */
            b: string;
            kind: string;
            source: string;
            /**
             * @description how far it is believed under the rules in force; sighted joins nothing
             * @enum {string}
             */
            standing: "proved" | "relayed" | "claimed" | "sighted";
            isTrusted: boolean;
            firstAt: string;
            lastAt: string;
            count: number;
            /** @description a contradiction keeps it from joining; see the reviews */
            isHeld: boolean;
        };
        IdentityNode: {
            key: string;
            /** @enum {string} */
            type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
            scope: string;
            /** @description a phone is masked */
            value: string;
            /** @description customer; null while nobody is it */
            ownerId: string | null;
            ownerName: string | null;
            isFounder: boolean;
            /** @description a phone that was re-issued: judged by times */
            isMoved: boolean;
            firstSeenAt: string;
            lastSeenAt: string;
            ordersPaid: number;
            netFen: number;
        };
        IdentityGraph: {
            customerId: string;
            nodes: components["schemas"]["IdentityNode"][];
            edges: components["schemas"]["IdentityEdge"][];
            /** @description more links than are shown: a store tablet, a cashier phone */
            isCut: boolean;
            /** @description reviews in the queue that name one of the identifiers */
            reviewIds: string[];
            mergedFrom: string[];
        };
        IdentityExplanation: {
            steps: {
                from: components["schemas"]["NamedIdentifier"];
                to: components["schemas"]["NamedIdentifier"];
                /** @description Chinese, whole: when, what, by whom */
                sentence: string;
                /** @description Chinese: how far it is believed, how often it was seen */
                note: string;
                /** @description what was observed; decision for an operator’s word */
                kind: string;
                source: string;
                /**
                 * @description said: an operator’s word
                 * @enum {string}
                 */
                standing: "proved" | "relayed" | "claimed" | "sighted" | "said";
                at: string;
                /** @description the observation; null for an operator’s word */
                eventId: string | null;
                decisionId: string | null;
            }[];
        };
        IdentityHistoryEntry: {
            historyId: string;
            /** @enum {string} */
            kind: "merge" | "split";
            at: string;
            customerIds: string[];
            /** @description customers that went into another one */
            merged: string[];
            /** @description customers that lost identifiers and go on */
            split: string[];
            moves: {
                identifier: components["schemas"]["NamedIdentifier"];
                from: string | null;
                to: string | null;
            }[];
            /** @description Chinese: what event or whose decision */
            cause: string;
            eventId: string | null;
            decisionId: string | null;
            rulesVersion: string;
        };
        BlockedValue: {
            key: string;
            /** @enum {string} */
            type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
            scope: string;
            /** @description a phone is masked */
            value: string;
            /** @enum {string} */
            reason: "store-phone" | "staff-phone" | "shared-card" | "test" | "other";
            note: string;
            addedBy: {
                operatorId: string;
                name: string;
            };
            addedAt: string;
            /** @description of the last 30 days */
            hits: number;
            /** @description business day */
            lastHitOn: string | null;
            /** @description facts that come home when it is taken off; counted up to 1,000 */
            waiting: number;
        };
        IdentityWord: {
            /** @constant */
            kind: "same";
            a: string;
            b: string;
        } | {
            /** @constant */
            kind: "never";
            a: string;
            b: string;
        } | {
            /** @constant */
            kind: "detach";
            key: string;
        } | {
            /** @constant */
            kind: "phone-shared";
            phone: string;
        } | {
            /** @constant */
            kind: "phone-belongs";
            phone: string;
            to: string;
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            until?: string;
        } | {
            /** @constant */
            kind: "retract";
            eventId: string;
        };
        SpokenIdentityWord: {
            /** @constant */
            kind: "same";
            a: string;
            b: string;
        } | {
            /** @constant */
            kind: "never";
            a: string;
            b: string;
        } | {
            /** @constant */
            kind: "detach";
            key: string;
        } | {
            /** @constant */
            kind: "phone-shared";
            phone: string;
        } | {
            /** @constant */
            kind: "phone-belongs";
            phone: string;
            to: string;
            /** Format: date-time */
            from?: string;
            /** Format: date-time */
            until?: string;
        } | {
            /** @constant */
            kind: "retract";
            eventId: string;
        } | {
            /** @constant */
            kind: "retract-source";
            source: string;
        } | {
            /** @constant */
            kind: "phone-epochs";
            phone: string;
        };
        IdentitySide: {
            /** @description null: would be a new customer */
            customerId: string | null;
            name: string | null;
            avatar: string | null;
            identifiers: components["schemas"]["NamedIdentifier"][];
            figures: {
                ordersPaid: number;
                /** @description amount in fen */
                paidFen: number;
                netFen: number;
                lastPaidAt: string | null;
            };
            staff: string[];
            tags: string[];
            firstSeenAt: string;
            lastSeenAt: string;
        };
        IdentityPreview: {
            token: string;
            /** @description with those that were added so that each side stays whole */
            words: components["schemas"]["IdentityWord"][];
            /** @description how many of the last words were added */
            added: number;
            before: components["schemas"]["IdentitySide"][];
            after: components["schemas"]["IdentitySide"][];
            moves: {
                identifier: components["schemas"]["NamedIdentifier"];
                from: string | null;
                to: string | null;
            }[];
            /** @description phones whose own facts others would have, each in their time */
            handedOver: {
                identifier: components["schemas"]["NamedIdentifier"];
                /** @description whose it is */
                from: string | null;
                /** @description null: a new customer */
                to: (string | null)[];
            }[];
            /** @description not empty: the words cannot be said */
            refused: {
                /** @description index in words */
                word: number;
                /** @description Chinese */
                reason: string;
            }[];
            isWithoutEffect: boolean;
        };
        IdentityDecision: {
            decisionId: string;
            word: components["schemas"]["SpokenIdentityWord"];
            /** @description Chinese */
            sentence: string;
            identifiers: components["schemas"]["NamedIdentifier"][];
            /** @description named but never seen: no effect */
            unknownKeys: string[];
            isActive: boolean;
            reason: string;
            actor: {
                operatorId: string;
                name: string;
            };
            at: string;
            undone: {
                at: string;
                actor: {
                    operatorId: string;
                    name: string;
                };
                reason: string;
            } | null;
        };
        IdentityReviewRow: {
            reviewId: string;
            /** @enum {string} */
            step: "proved" | "relayed" | "same" | "member-number" | "phone";
            /** @description Chinese: what contradicts what */
            title: string;
            identifiers: components["schemas"]["NamedIdentifier"][];
            names: string[];
            /** @description of all sides together */
            netFen: number;
            openedAt: string;
            /** @description put aside until its evidence changes; null: it waits in the queue */
            aside: {
                at: string;
                by: string;
                reason: string;
            } | null;
        };
        IdentityReview: {
            reviewId: string;
            /** @enum {string} */
            step: "proved" | "relayed" | "same" | "member-number" | "phone";
            /** @description Chinese: what contradicts what */
            title: string;
            identifiers: components["schemas"]["NamedIdentifier"][];
            names: string[];
            /** @description of all sides together */
            netFen: number;
            openedAt: string;
            /** @description put aside until its evidence changes; null: it waits in the queue */
            aside: {
                at: string;
                by: string;
                reason: string;
            } | null;
            /** @enum {string} */
            state: "open" | "settled";
            sides: components["schemas"]["IdentitySide"][];
            edges: components["schemas"]["IdentityEdge"][];
            /** @description names the evidence that is shown */
            evidence: string;
            choices: {
                /** @description Chinese: 是同一个人, 不是同一个人, 号码共用, 号码已转手, 号码归… */
                label: string;
                /** @description Chinese: what becomes of it */
                hint: string;
                words: components["schemas"]["IdentityWord"][];
                /** @description Chinese; why it cannot be said */
                disabledReason: string | null;
            }[];
        };
        IdentityReviewEvidence: {
            exportedAt: string;
            exportedBy: string;
            review: {
                reviewId: string;
                /** @enum {string} */
                step: "proved" | "relayed" | "same" | "member-number" | "phone";
                /** @description Chinese: what contradicts what */
                title: string;
                identifiers: components["schemas"]["NamedIdentifier"][];
                names: string[];
                /** @description of all sides together */
                netFen: number;
                openedAt: string;
                /** @description put aside until its evidence changes; null: it waits in the queue */
                aside: {
                    at: string;
                    by: string;
                    reason: string;
                } | null;
                /** @enum {string} */
                state: "open" | "settled";
            };
            sides: components["schemas"]["IdentitySide"][];
            nodes: components["schemas"]["NamedIdentifier"][];
            edges: {
                /** @description key */
                a: string;
                /** @description key */
                b: string;
                kind: string;
                source: string;
                /**
                 * @description how far it is believed under the rules in force; sighted joins nothing
                 * @enum {string}
                 */
                standing: "proved" | "relayed" | "claimed" | "sighted";
                isTrusted: boolean;
                firstAt: string;
                lastAt: string;
                count: number;
                /** @description a contradiction keeps it from joining; see the reviews */
                isHeld: boolean;
                /** @description Chinese: when it was first seen, what, by whom */
                sentence: string;
                /** @description Chinese: how far it is believed, how often it was seen */
                note: string;
                /** @description the first observation */
                eventId: string | null;
            }[];
            /** @description what operators have said about it */
            decisions: components["schemas"]["IdentityDecision"][];
        };
        IdentityPendingRow: {
            pendingId: string;
            /** @enum {string} */
            why: "too-large" | "too-many-merges";
            identifiers: components["schemas"]["NamedIdentifier"][];
            /** @description since when it waits */
            at: string;
            /** @description how many events have met it */
            events: number;
            lastAt: string;
            lastEventId: string | null;
        };
        MiniSession: {
            token: string;
            expiresAt: string;
            openid: string;
            customer: {
                name?: string;
                phoneMasked?: string;
                isNew: boolean;
            };
        };
        IdentityRuleNumbers: {
            /** @description of one customer; 2 to 50 */
            maxIdentifiers: number;
            /** @description customers of one phone or card; 1 to 20 */
            maxClaimants: number;
            /** @description more: a store tablet; 1 to 50 */
            maxPhones: number;
            /** @description then a number may be somebody else’s; 90 to 3650 */
            silenceDays: number;
            /** @description the same where all claimants could be one person */
            patientSilenceDays: number;
        };
        IdentitySourceTrust: {
            source: string;
            isTrusted: boolean;
        };
        IdentityRulesRun: {
            /** @enum {string} */
            state: "running" | "stopped" | "done";
            /** @description customers when it began */
            total: number;
            counts: {
                visited: number;
                stays: number;
                /** @description customers that are one with others after it */
                merges: number;
                /** @description customers that lose identifiers */
                splits: number;
                /** @description too much hangs together: left to an operator */
                waits: number;
                /** @description customers that live no longer */
                gone: number;
                /** @description new customers and such that live again, made of parts of others */
                founded: number;
            };
            actor: {
                operatorId: string;
                name: string;
            };
            startedAt: string;
            endedAt: string | null;
        };
        IdentityRules: {
            version: number;
            /** @enum {string} */
            state: "draft" | "applying" | "active" | "past" | "discarded";
            numbers: components["schemas"]["IdentityRuleNumbers"];
            sources: components["schemas"]["IdentitySourceTrust"][];
            reason: string;
            actor: {
                operatorId: string;
                name: string;
            };
            createdAt: string;
            activatedAt: string | null;
            trial: components["schemas"]["IdentityRulesRun"] | null;
            application: components["schemas"]["IdentityRulesRun"] | null;
            revision: number;
        };
        SavedCustomerView: {
            viewId: string;
            name: string;
            filter: {
                /** @description userid of a friend in WeCom */
                staff?: string;
                /** @description name of a tag */
                tag?: string;
                /** @enum {string} */
                ordered?: "yes" | "no";
                /**
                 * Format: date
                 * @description business day, Asia/Shanghai
                 */
                paidFrom?: string;
                /**
                 * Format: date
                 * @description business day, Asia/Shanghai
                 */
                paidTo?: string;
                minNetFen?: number;
                /**
                 * Format: date
                 * @description business day, Asia/Shanghai
                 */
                seenFrom?: string;
                /**
                 * Format: date
                 * @description business day, Asia/Shanghai
                 */
                seenTo?: string;
            };
            isShared: boolean;
            isOwn: boolean;
            ownerName: string;
        };
        NewCouponTemplate: {
            name: string;
            terms: {
                /** @constant */
                kind: "amount";
                /** @description amount in fen */
                offFen: number;
            } | {
                /** @constant */
                kind: "percent";
                /** @description off, in per cent: 12 is 八八折 */
                percent: number;
                /** @description amount in fen */
                capFen?: number;
            } | {
                /** @constant */
                kind: "gift";
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
            };
            /**
             * @description what the goods must come to; 0: nothing
             * @default 0
             */
            thresholdFen: number;
            /** @description without: all */
            productIds?: string[];
            /** @default false */
            coversVouchers: boolean;
            /**
             * @description customers take it themselves
             * @default true
             */
            isTakeable: boolean;
            validity: {
                /** @constant */
                kind: "days";
                days: number;
            } | {
                /** @constant */
                kind: "dates";
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                startsAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                endsAt: string;
            };
            budgetCount: number;
            /** @description what all of them take off at most */
            budgetFen?: number;
            /** @default 1 */
            perCustomer: number;
        };
        CouponTemplate: {
            /**
             * @description template of coupons
             * @example cpt_01jd3v9yq8c5w2m4k7n6p1
             */
            templateId: string;
            name: string;
            terms: {
                /** @constant */
                kind: "amount";
                /** @description amount in fen */
                offFen: number;
            } | {
                /** @constant */
                kind: "percent";
                /** @description off, in per cent: 12 is 八八折 */
                percent: number;
                /** @description amount in fen */
                capFen?: number;
            } | {
                /** @constant */
                kind: "gift";
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
            };
            giftName?: string;
            /** @description amount in fen */
            thresholdFen: number;
            productIds?: string[];
            coversVouchers: boolean;
            /** @enum {string} */
            status: "open" | "stopped";
            isTakeable: boolean;
            validity: {
                /** @constant */
                kind: "days";
                days: number;
            } | {
                /** @constant */
                kind: "dates";
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                startsAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                endsAt: string;
            };
            budgetCount: number;
            /** @description amount in fen */
            budgetFen?: number;
            perCustomer: number;
            createdAt: string;
            issued: number;
            used: number;
            /** @description what the used ones have taken off */
            usedFen: number;
            /** @description in orders that wait for payment */
            locked: number;
            expired: number;
        };
        GiveCoupon: {
            /**
             * @description customer
             * @example cus_01jd3v9yq8c5w2m4k7n6p1
             */
            customerId: string;
        };
        ShopCoupon: {
            /**
             * @description coupon
             * @example cpn_01jd3v9yq8c5w2m4k7n6p1
             */
            couponId: string;
            name: string;
            terms: {
                /** @constant */
                kind: "amount";
                /** @description amount in fen */
                offFen: number;
            } | {
                /** @constant */
                kind: "percent";
                /** @description off, in per cent: 12 is 八八折 */
                percent: number;
                /** @description amount in fen */
                capFen?: number;
            } | {
                /** @constant */
                kind: "gift";
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
            };
            giftName?: string;
            /** @description amount in fen */
            thresholdFen: number;
            /** @description only for some products */
            isForSome: boolean;
            coversVouchers: boolean;
            /** @enum {string} */
            state: "issued" | "locked" | "used" | "returned" | "expired";
            startsAt: string;
            endsAt: string;
            /**
             * @description the order that has it
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId?: string;
            /** @description what it took off */
            discountFen?: number;
        };
        CouponOffers: {
            items: {
                /**
                 * @description template of coupons
                 * @example cpt_01jd3v9yq8c5w2m4k7n6p1
                 */
                templateId: string;
                name: string;
                terms: {
                    /** @constant */
                    kind: "amount";
                    /** @description amount in fen */
                    offFen: number;
                } | {
                    /** @constant */
                    kind: "percent";
                    /** @description off, in per cent: 12 is 八八折 */
                    percent: number;
                    /** @description amount in fen */
                    capFen?: number;
                } | {
                    /** @constant */
                    kind: "gift";
                    /**
                     * @description stock keeping unit
                     * @example sku_01jd3v9yq8c5w2m4k7n6p1
                     */
                    skuId: string;
                };
                giftName?: string;
                /** @description amount in fen */
                thresholdFen: number;
                isForSome: boolean;
                coversVouchers: boolean;
                validity: {
                    /** @constant */
                    kind: "days";
                    days: number;
                } | {
                    /** @constant */
                    kind: "dates";
                    /**
                     * Format: date-time
                     * @description RFC 3339
                     */
                    startsAt: string;
                    /**
                     * Format: date-time
                     * @description RFC 3339
                     */
                    endsAt: string;
                };
                /** @description how many more this customer may take; 0: has them all */
                mayTake: number;
                /** @description all are given out */
                isGone: boolean;
            }[];
        };
        ColumnMapping: {
            /** @description index of the column */
            memberNo?: number;
            /** @description index of the column */
            phone?: number;
            /** @description index of the column */
            name?: number;
            /** @description index of the column */
            store?: number;
            /** @description index of the column */
            firstDate?: number;
            /** @description index of the column */
            spend?: number;
            /** @description index of the column */
            orderNo?: number;
            /** @description index of the column */
            paidAt?: number;
            /** @description index of the column */
            paid?: number;
            /** @description index of the column */
            channel?: number;
        };
        CheckImport: {
            mapping: components["schemas"]["ColumnMapping"];
            /** @description whose numbers these are, as the open API names it */
            source: string;
            /** @description its member numbers and phones count as claims */
            isTrusted: boolean;
            /** @description the source has proved that the phones are the members’ */
            phonesVerified: boolean;
            /**
             * Format: date
             * @description the business day of which a member list tells; unset: the upload
             */
            statedOn?: string;
        };
        UndoImport: {
            reason: string;
        };
        Import: {
            /**
             * @description import
             * @example imp_01jd3v9yq8c5w2m4k7n6p1
             */
            importId: string;
            /** @enum {string} */
            kind: "members" | "orders";
            fileName: string;
            sizeBytes: number;
            /** @enum {string} */
            format: "csv" | "xlsx";
            encoding: string | null;
            /** @enum {string} */
            status: "uploaded" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone" | "failed";
            failure: string | null;
            settings: {
                mapping: components["schemas"]["ColumnMapping"];
                source: string;
                isTrusted: boolean;
                phonesVerified: boolean;
                statedAt: string;
            } | null;
            check: {
                rows: number;
                good: number;
                faulty: number;
                errors: {
                    /** @enum {string} */
                    rule: "required" | "too-long" | "id-blocked" | "phone-masked" | "phone-not-mainland" | "phone-blocked" | "date-unreadable" | "date-in-future" | "date-too-old" | "amount-unreadable" | "amount-negative" | "store-unknown" | "duplicate-row" | "quote-not-closed" | "too-many-columns" | "order-already-paid" | "order-known" | "source-is-reserved" | "refused";
                    count: number;
                }[];
                preview: {
                    newMembers: number;
                    knownMembers: number;
                    newIdentifiers: number;
                    contestedPhones: number;
                    joins: number;
                };
            };
            run: {
                rows: number;
                imported: number;
                refused: number;
            };
            undo: {
                rows: number;
                removed: number;
                kept: number;
            };
            createdAt: string;
            createdBy: string;
            startedAt: string | null;
            endedAt: string | null;
            undoneAt: string | null;
            /** @description null: the file has been removed */
            fileUntil: string | null;
            canUndo: boolean;
        };
        ImportDetail: {
            /**
             * @description import
             * @example imp_01jd3v9yq8c5w2m4k7n6p1
             */
            importId: string;
            /** @enum {string} */
            kind: "members" | "orders";
            fileName: string;
            sizeBytes: number;
            /** @enum {string} */
            format: "csv" | "xlsx";
            encoding: string | null;
            /** @enum {string} */
            status: "uploaded" | "checking" | "checked" | "running" | "stopped" | "done" | "undoing" | "undone" | "failed";
            failure: string | null;
            settings: {
                mapping: components["schemas"]["ColumnMapping"];
                source: string;
                isTrusted: boolean;
                phonesVerified: boolean;
                statedAt: string;
            } | null;
            check: {
                rows: number;
                good: number;
                faulty: number;
                errors: {
                    /** @enum {string} */
                    rule: "required" | "too-long" | "id-blocked" | "phone-masked" | "phone-not-mainland" | "phone-blocked" | "date-unreadable" | "date-in-future" | "date-too-old" | "amount-unreadable" | "amount-negative" | "store-unknown" | "duplicate-row" | "quote-not-closed" | "too-many-columns" | "order-already-paid" | "order-known" | "source-is-reserved" | "refused";
                    count: number;
                }[];
                preview: {
                    newMembers: number;
                    knownMembers: number;
                    newIdentifiers: number;
                    contestedPhones: number;
                    joins: number;
                };
            };
            run: {
                rows: number;
                imported: number;
                refused: number;
            };
            undo: {
                rows: number;
                removed: number;
                kept: number;
            };
            createdAt: string;
            createdBy: string;
            startedAt: string | null;
            endedAt: string | null;
            undoneAt: string | null;
            /** @description null: the file has been removed */
            fileUntil: string | null;
            canUndo: boolean;
            header: string[];
            /** @description the first lines; phone numbers masked */
            sample: string[][];
            /** @description what the heads of the columns say */
            proposal: components["schemas"]["ColumnMapping"];
            /** @description the first hundred, in the order of the file */
            faults: {
                row: number;
                column: number | null;
                /** @enum {string} */
                rule: "required" | "too-long" | "id-blocked" | "phone-masked" | "phone-not-mainland" | "phone-blocked" | "date-unreadable" | "date-in-future" | "date-too-old" | "amount-unreadable" | "amount-negative" | "store-unknown" | "duplicate-row" | "quote-not-closed" | "too-many-columns" | "order-already-paid" | "order-known" | "source-is-reserved" | "refused";
            }[];
        };
        OpenEvents: {
            /** @description 1 to 500 events; each is judged by itself */
            events: unknown[];
        };
        OpenEventsAnswer: {
            results: {
                id: string | null;
                /** @enum {string} */
                status: "accepted" | "duplicate" | "conflict" | "invalid";
                error?: {
                    code: string;
                    errors: {
                        field: string;
                        rule: string;
                    }[];
                };
            }[];
        };
        InboxStats: {
            pending: number;
            leased: number;
            waiting: number;
            done: number;
            dead: number;
        };
        InboxEventRow: {
            key: string;
            source: string;
            type: string;
            /** @enum {string} */
            state: "pending" | "leased" | "waiting" | "done" | "dead";
            outcome: string | null;
            /** @enum {string} */
            lane: "fast" | "normal";
            receivedAt: string;
            occurredAt: string;
            finishedAt: string | null;
            attempts: number;
            reason: string | null;
            partitionKey: string;
        };
        InboxEventDetail: {
            key: string;
            source: string;
            type: string;
            /** @enum {string} */
            state: "pending" | "leased" | "waiting" | "done" | "dead";
            outcome: string | null;
            /** @enum {string} */
            lane: "fast" | "normal";
            receivedAt: string;
            occurredAt: string;
            finishedAt: string | null;
            attempts: number;
            reason: string | null;
            partitionKey: string;
            /** @description decrypted, phone numbers masked; null when the content is gone */
            payload: string | null;
            contentRemovedAt: string | null;
        };
        InboxSummary: {
            pending: number;
            leased: number;
            waiting: number;
            done: number;
            dead: number;
            oldestPendingAt: string | null;
            /** @description waiting for more than 30 days */
            longWaiting: number;
            /** @description held by nobody who answers, for more than a minute */
            stuckLeases: number;
            /** @description two workers or more in a row fell silent over them */
            lapsedRepeatedly: number;
            /** @description callbacks may be missing since then */
            gapSince: string | null;
            lastReceivedAt: string | null;
            perHour: {
                hour: string;
                count: number;
            }[];
            byType: {
                type: string;
                count: number;
            }[];
            welcome: {
                sent: number;
                expired: number;
                p50Ms: number | null;
                p99Ms: number | null;
            };
        };
        Replayed: {
            replayed: number;
            /** @description dead ones that the same filter still finds */
            left: number;
        };
        DeadEvents: {
            count: number;
            /** @description more are counted as this many */
            countedUpTo: number;
            /** @description so many go back to work with one request */
            perRequest: number;
            reasons: {
                reason: string;
                count: number;
            }[];
        };
        SessionOperator: {
            /**
             * @description operator
             * @example opr_01jd3v9yq8c5w2m4k7n6p1
             */
            operatorId: string;
            username: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "operator" | "store-manager" | "staff" | "read-only";
            permissions: string[];
            /** @description stores the operator sees; null: all */
            storeCodes: string[] | null;
        };
        Operator: {
            /**
             * @description operator
             * @example opr_01jd3v9yq8c5w2m4k7n6p1
             */
            operatorId: string;
            username: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "operator" | "store-manager" | "staff" | "read-only";
            /** @description stores the operator sees; null: all */
            storeCodes: string[] | null;
            /** @enum {string} */
            status: "active" | "disabled";
            /**
             * Format: date-time
             * @description RFC 3339
             */
            createdAt: string;
        };
        AuditEntry: {
            /**
             * @description audit entry
             * @example aud_01jd3v9yq8c5w2m4k7n6p1
             */
            auditId: string;
            /**
             * Format: date-time
             * @description RFC 3339
             */
            at: string;
            actor: {
                operatorId: string;
                name: string;
            };
            /** @description product.update */
            action: string;
            subject: {
                type: string;
                id: string;
            };
            before?: unknown;
            after?: unknown;
            reason?: string;
        };
        BillDay: {
            /**
             * Format: date
             * @description business day, Shanghai
             */
            day: string;
            /** @enum {string} */
            state: "requested" | "running" | "waiting" | "done";
            /** @description how often it was compared from the beginning */
            run: number;
            figures: {
                payments: number;
                /** @description of the trade bill: what reaches our account */
                paymentsFen: number;
                refunds: number;
                /** @description amount in fen */
                refundsFen: number;
                matched: number;
                /** @description of the fund flow */
                feesFen: number;
                /** @description given back with refunds */
                feesBackFen: number;
                /** @description amount in fen */
                withdrawalsFen: number;
                /** @description amount in fen */
                depositsFen: number;
                bookPayments: number;
                /** @description of our books, by success_time */
                bookPaymentsFen: number;
            };
            tradeSha1: string | null;
            flowSha1: string | null;
            startedAt: string;
            endedAt: string | null;
            openDifferences: number;
        };
        BillDifference: {
            /** @description WeChat’s number of the payment, refund or change */
            subject: string;
            /** @enum {string} */
            what: "payment" | "refund" | "flow";
            /** @enum {string} */
            kind: "missing-here" | "missing-there" | "amount-differs" | "foreign" | "flow-unknown";
            /** @description amount in fen, below zero where it goes out */
            billFen: number;
            /** @description amount in fen, below zero where it goes out */
            ownFen: number;
            /** @enum {string} */
            action: "sent" | "recorded" | "incident";
            /** @enum {string} */
            state: "open" | "settled";
            /** @description one Chinese sentence: what differs and what was done about it */
            note: string;
            about: {
                type: string;
                id: string;
            } | null;
            at: string;
        };
        BillDayReport: {
            day: components["schemas"]["BillDay"];
            differences: components["schemas"]["BillDifference"][];
        };
        Incident: {
            /**
             * @description incident
             * @example inc_01jd3v9yq8c5w2m4k7n6p1
             */
            incidentId: string;
            kind: string;
            at: string;
            /** @description one Chinese sentence for the operator */
            summary: string;
            amountFen?: number;
            /** @enum {string} */
            state: "open" | "settled";
            subject: {
                /** @enum {string} */
                type: "payment" | "order" | "refund" | "none";
                id: string;
            };
        };
        Refund: {
            /**
             * @description refund
             * @example rfd_01jd3v9yq8c5w2m4k7n6p1
             */
            refundId: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /**
             * @description payment
             * @example pay_01jd3v9yq8c5w2m4k7n6p1
             */
            paymentId: string;
            /** @description number of the present attempt at WeChat Pay */
            outRefundNo: string;
            wechatRefundId?: string;
            reasonKey: string;
            reason: string;
            /** @description amount in fen */
            amountFen: number;
            /** @enum {string} */
            state: "requested" | "processing" | "succeeded" | "abnormal" | "failed" | "returned-to-merchant" | "settled-offline";
            attempt: number;
            /** @description fruitless tries of this attempt */
            tries: number;
            requestedAt: string;
            /** @description when WeChat is asked next */
            nextAt?: string;
            giveUpAt: string;
            trouble?: {
                code: string;
                at: string;
            };
            /** @description when WeChat took it */
            acceptedAt?: string;
            endedAt?: string;
            /** @description where the money went, in the words of WeChat */
            account?: string;
        };
        RefundTotals: {
            needsPerson: {
                count: number;
                /** @description amount in fen */
                amountFen: number;
            };
            retrying: {
                count: number;
                /** @description amount in fen */
                amountFen: number;
            };
            accepted: {
                count: number;
                /** @description amount in fen */
                amountFen: number;
            };
            /** @description reached the customer on this business day */
            endedToday: {
                count: number;
                /** @description amount in fen */
                amountFen: number;
            };
        };
        Store: {
            name: string;
            address?: string;
            /** @description id of its department in WeCom */
            department?: string;
            /** @description code of the store, as the tills send it */
            storeCode: string;
        };
        ShopStore: {
            /** @description code of the store, as the tills send it */
            storeCode: string;
            name: string;
            address?: string;
        };
        Product: {
            /**
             * @description product
             * @example prd_01jd3v9yq8c5w2m4k7n6p1
             */
            productId: string;
            name: string;
            category: string;
            description?: string;
            /** @enum {string} */
            kind: "goods" | "voucher" | "service";
            /** @enum {string} */
            status: "on-shelf" | "off-shelf";
            pictures: {
                /**
                 * @description picture
                 * @example pic_01jd3v9yq8c5w2m4k7n6p1
                 */
                pictureId: string;
                url: string;
            }[];
            pictureUrl?: string;
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            /** @description codes; missing: all stores, and by express */
            stores?: string[];
            /** @description amount in fen */
            priceFromFen: number;
            skus: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description crossed out beside the price */
                comparedFen?: number;
                /** @description what the crossed-out price is; missing: the lowest of the last 7 days */
                comparedBase?: string;
                code: string;
                stock: {
                    total: number;
                    held: number;
                    sold: number;
                    available: number;
                } | {
                    /** @constant */
                    unlimited: true;
                };
            }[];
            /** @description of a voucher */
            voucher?: components["schemas"]["VoucherTerms"];
            createdAt: string;
            updatedAt: string;
        };
        NewProduct: {
            name: string;
            category: string;
            /** @enum {string} */
            kind: "goods" | "voucher" | "service";
            /**
             * @default off-shelf
             * @enum {string}
             */
            status: "on-shelf" | "off-shelf";
            stores?: string[];
            pictureIds?: string[];
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            description?: string;
            skus: {
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description amount in fen */
                comparedFen?: number;
                comparedBase?: string;
                code: string;
                stock: number | null;
            }[];
            /** @description needed for a voucher, refused for anything else */
            voucher?: components["schemas"]["VoucherTerms"];
        };
        ProductPatch: {
            name?: string;
            category?: string;
            /** @enum {string} */
            status?: "on-shelf" | "off-shelf";
            /** @description for what is sold from now on */
            voucher?: components["schemas"]["VoucherTerms"];
            /** @description null: all of them */
            stores?: string[] | null;
            pictureIds?: string[];
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            description?: string;
            skus?: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId?: string;
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description amount in fen */
                comparedFen?: number;
                comparedBase?: string;
                code: string;
                /** @description only for a new one; PUT …/stock changes it later */
                stock?: number | null;
            }[];
        };
        PriceHistory: {
            items: {
                at: string;
                /** @description amount in fen */
                fromFen?: number;
                /** @description amount in fen */
                toFen: number;
                operatorName: string;
            }[];
        };
        ShopProduct: {
            /**
             * @description product
             * @example prd_01jd3v9yq8c5w2m4k7n6p1
             */
            productId: string;
            name: string;
            category: string;
            pictureUrl?: string;
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            /** @description amount in fen */
            priceFromFen: number;
            soldOut: boolean;
            skus: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description crossed out beside the price */
                comparedFen?: number;
                /** @description what the crossed-out price is; missing: the lowest of the last 7 days */
                comparedBase?: string;
                /** @description null: made to order */
                available: number | null;
                soldOut: boolean;
            }[];
        };
        ShopProductDetail: {
            /**
             * @description product
             * @example prd_01jd3v9yq8c5w2m4k7n6p1
             */
            productId: string;
            name: string;
            category: string;
            pictureUrl?: string;
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            /** @description amount in fen */
            priceFromFen: number;
            soldOut: boolean;
            skus: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                name: string;
                /** @description amount in fen */
                priceFen: number;
                /** @description crossed out beside the price */
                comparedFen?: number;
                /** @description what the crossed-out price is; missing: the lowest of the last 7 days */
                comparedBase?: string;
                /** @description null: made to order */
                available: number | null;
                soldOut: boolean;
            }[];
            /** @enum {string} */
            kind: "goods" | "voucher" | "service";
            description?: string;
            pictureUrls: string[];
            voucher?: components["schemas"]["VoucherTerms"];
        };
        ProductSheetResult: {
            applied: boolean;
            rows: number;
            created: number;
            changed: number;
            unchanged: number;
            newSkus: number;
            stockSet: number;
            errorCount: number;
            /** @description the first 500 */
            errors: {
                /** @description as the sheet counts, head = 1 */
                row: number;
                /** @description its name; null: the whole row */
                column: string | null;
                rule: string;
            }[];
        };
        PoolLevel: {
            /**
             * @description stock keeping unit
             * @example sku_01jd3v9yq8c5w2m4k7n6p1
             */
            skuId: string;
            pool: string;
            storeCode?: string;
            storeName?: string;
            unlimited: boolean;
            /** @description switched off by somebody */
            soldOut: boolean;
            total: number;
            held: number;
            sold: number;
            /** @description null: unlimited */
            available: number | null;
        };
        StockRow: {
            /**
             * @description stock keeping unit
             * @example sku_01jd3v9yq8c5w2m4k7n6p1
             */
            skuId: string;
            pool: string;
            storeCode?: string;
            storeName?: string;
            unlimited: boolean;
            /** @description switched off by somebody */
            soldOut: boolean;
            total: number;
            held: number;
            sold: number;
            /** @description null: unlimited */
            available: number | null;
            /**
             * @description product
             * @example prd_01jd3v9yq8c5w2m4k7n6p1
             */
            productId: string;
            productName: string;
            pictureUrl?: string;
            tint?: string;
            /** @enum {string} */
            art?: "cup" | "roll" | "croissant" | "box" | "bag" | "cake" | "bread" | "tin";
            skuName: string;
            code: string;
        };
        StockChange: {
            /**
             * @description main, or store:<code>
             * @default main
             */
            pool: string;
            /** @description held and sold units included; null: unlimited */
            total: number | null;
            reason: string;
        };
        StockMove: {
            /** @description main, or store:<code> */
            from: string;
            /** @description main, or store:<code> */
            to: string;
            qty: number;
            reason: string;
        };
        SoldOutSwitch: {
            /** @description code of the store, as the tills send it */
            storeCode: string;
            soldOut: boolean;
            reason?: string;
        };
        StockJournalLine: {
            /**
             * @description line of the stock journal
             * @example sjr_01jd3v9yq8c5w2m4k7n6p1
             */
            lineId: string;
            at: string;
            pool: string;
            storeName?: string;
            /** @enum {string} */
            kind: "opened" | "set" | "moved" | "imported" | "switched" | "taken-back";
            delta: number;
            total: number;
            unlimited: boolean;
            soldOut: boolean;
            other?: string;
            otherStoreName?: string;
            units?: number;
            orderId?: string;
            /** @description null: the product itself */
            operatorName: string | null;
            reason: string;
        };
        Address: {
            name: string;
            phone: string;
            /** @description province, city, district */
            region: string;
            /** @description street, house, door */
            detail: string;
        };
        NewOrder: {
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
            /**
             * @description coupon
             * @example cpn_01jd3v9yq8c5w2m4k7n6p1
             */
            couponId?: string;
            /** @description sent there by express; without: picked up */
            address?: components["schemas"]["Address"];
            /** @description store to pick the order up at */
            storeCode?: string;
            /** @description what the customer was shown; only compared, never believed */
            totalFen: number;
            note?: string;
        };
        PriceStep: {
            /** @enum {string} */
            kind: "goods" | "coupon" | "delivery";
            amountFen: number;
            units?: number;
            name?: string;
            /** @enum {string} */
            terms?: "amount" | "percent" | "gift";
            /** @description amount in fen */
            thresholdFen?: number;
            /** @description amount in fen */
            offFen?: number;
            percent?: number;
            /** @description amount in fen */
            capFen?: number;
            /** @description amount in fen */
            feeFen?: number;
            /** @description amount in fen */
            freeFromFen?: number;
        };
        ShopOrder: {
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            orderNo: string;
            /** @enum {string} */
            status: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId?: string;
                name: string;
                skuName?: string;
                pictureUrl?: string;
                tint?: string;
                art?: string;
                qty: number;
                /** @description amount in fen */
                priceFen: number;
                /** @description amount in fen */
                amountFen: number;
                /** @description its share of the coupon */
                discountFen: number;
                refundedQty: number;
                /** @description of a voucher: what was promised with it */
                voucher?: components["schemas"]["VoucherTerms"];
            }[];
            /** @description amount in fen */
            totalFen: number;
            /** @description amount in fen */
            discountFen: number;
            /** @description amount in fen */
            deliveryFen: number;
            coupon?: {
                /**
                 * @description coupon
                 * @example cpn_01jd3v9yq8c5w2m4k7n6p1
                 */
                couponId: string;
                name: string;
            };
            /** @description why this price; empty for orders of before */
            explanation: components["schemas"]["PriceStep"][];
            /** @enum {string} */
            delivery?: "pickup" | "express";
            shipment?: {
                company: string;
                trackingNo: string;
                at: string;
            };
            address?: components["schemas"]["Address"];
            note?: string;
            storeCode?: string;
            storeName?: string;
            createdAt: string;
            /** @description while payment is pending */
            expiresAt?: string;
            paidAt?: string;
            closedAt?: string;
            /** @enum {string} */
            closedReason?: "expired" | "cancelled-by-customer";
            pickupCode?: string;
            /** @description what has come back of it */
            refundedFen: number;
            refunds: {
                /** @description amount in fen */
                amountFen: number;
                reason: string;
                /**
                 * @description delayed: it did not work by itself, somebody of the shop is at it
                 * @enum {string}
                 */
                state: "asking" | "accepted" | "returned" | "delayed";
                requestedAt: string;
                /** @description when WeChat took it */
                acceptedAt?: string;
                returnedAt?: string;
                /** @description where it went, in the words of WeChat */
                account?: string;
            }[];
        };
        PaymentParams: {
            paymentParams: {
                appId: string;
                timeStamp: string;
                nonceStr: string;
                package: string;
                /** @constant */
                signType: "RSA";
                paySign: string;
            };
        };
        OrderRow: {
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            orderNo: string;
            source: string;
            /** @enum {string} */
            status: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
            customer?: {
                customerId: string;
                name?: string;
            };
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId?: string;
                name: string;
                skuName?: string;
                qty: number;
                /** @description amount in fen */
                amountFen: number;
                /** @description amount in fen */
                discountFen: number;
                refundedQty: number;
            }[];
            /** @description amount in fen */
            totalFen: number;
            /** @description amount in fen */
            refundedFen: number;
            storeCode?: string;
            storeName?: string;
            createdAt: string;
            paidAt?: string;
        };
        OrderDetail: {
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            orderNo: string;
            source: string;
            /** @enum {string} */
            status: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
            customer?: {
                customerId: string;
                name?: string;
            };
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId?: string;
                name: string;
                skuName?: string;
                qty: number;
                /** @description amount in fen */
                amountFen: number;
                /** @description amount in fen */
                discountFen: number;
                refundedQty: number;
            }[];
            /** @description amount in fen */
            totalFen: number;
            /** @description amount in fen */
            refundedFen: number;
            storeCode?: string;
            storeName?: string;
            createdAt: string;
            paidAt?: string;
            /** @description amount in fen */
            discountFen: number;
            /** @description amount in fen */
            deliveryFen: number;
            coupon?: {
                /**
                 * @description coupon
                 * @example cpn_01jd3v9yq8c5w2m4k7n6p1
                 */
                couponId: string;
                name: string;
            };
            /** @description why this price; empty for orders of before */
            explanation: components["schemas"]["PriceStep"][];
            /** @enum {string} */
            delivery?: "pickup" | "express";
            shipment?: {
                company: string;
                trackingNo: string;
                at: string;
            };
            /** @description name and phone masked */
            address?: {
                name: string;
                phone: string;
                region: string;
                detail: string;
            };
            channel?: string;
            /** @description the member of staff who ordered for the customer */
            assistedBy?: string;
            note?: string;
            pickupCode?: string;
            expiresAt?: string;
            closedAt?: string;
            /** @enum {string} */
            closedReason?: "expired" | "cancelled-by-customer";
            payments: {
                /**
                 * @description payment
                 * @example pay_01jd3v9yq8c5w2m4k7n6p1
                 */
                paymentId: string;
                outTradeNo: string;
                /** @enum {string} */
                state: "created" | "prepaid" | "paid" | "closed" | "paid-late";
                /** @description amount in fen */
                amountFen: number;
                transactionId?: string;
                createdAt: string;
                paidAt?: string;
            }[];
            /** @description of an order of another system, as that reported them */
            refunds: {
                refundNo: string;
                /** @description amount in fen */
                refundFen: number;
                at: string;
            }[];
            /** @description of our own shop, whatever their state */
            ownRefunds: components["schemas"]["Refund"][];
            /** @description what may still be given back now; 0: nothing */
            refundableFen: number;
            history: {
                at: string;
                /** @enum {string} */
                status: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
                reason?: string;
            }[];
        };
        TakeBack: {
            reason: string;
            /** @description only these of its vouchers, which nobody has used or is offered */
            voucherIds?: string[];
        };
        NewRefund: {
            /** @description without: all that is left of the order; of goods, unless it is just that */
            amountFen?: number;
            /** @description instead of an amount: these units of goods, for what was paid for them */
            items?: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
            /** @description only these of its vouchers, with what they are owed */
            voucherIds?: string[];
            /**
             * @description units go back on the shelf; whole orders only
             * @default false
             */
            isRestocked: boolean;
            reason: string;
        };
        Fulfilment: {
            /** @enum {string} */
            act: "prepare" | "ready" | "hand-over";
        };
        NewShipment: {
            company: string;
            trackingNo: string;
        };
        NewDeliveryFee: {
            /** @description amount in fen */
            feeFen: number;
            /** @description nothing, from this sum on */
            freeFromFen?: number;
        };
        DeliveryFee: {
            /** @description amount in fen */
            feeFen: number;
            /** @description nothing, from this sum on */
            freeFromFen?: number;
        };
        NewAssistedOrder: {
            items: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
            /**
             * @description coupon
             * @example cpn_01jd3v9yq8c5w2m4k7n6p1
             */
            couponId?: string;
            /** @description sent there by express; without: picked up */
            address?: components["schemas"]["Address"];
            /** @description store to pick the order up at */
            storeCode?: string;
            /** @description what the customer was shown; only compared, never believed */
            totalFen: number;
            note?: string;
            /** @description whose chat it is */
            externalUserid: string;
        };
        PayCode: {
            codeUrl: string;
            /** @description the code as an SVG picture */
            picture: string;
            expiresAt: string;
        };
        AssistedOrder: {
            order: components["schemas"]["ShopOrder"];
            placedBy: string;
        };
        NewCart: {
            lines: {
                /**
                 * @description product
                 * @example prd_01jd3v9yq8c5w2m4k7n6p1
                 */
                productId: string;
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
        };
        Cart: {
            lines: {
                /**
                 * @description product
                 * @example prd_01jd3v9yq8c5w2m4k7n6p1
                 */
                productId: string;
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
        };
        PriceQuestion: {
            /** @description without: the cart */
            items?: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
            }[];
            /** @description without: the best one; null: none */
            couponId?: string | null;
            /**
             * @default pickup
             * @enum {string}
             */
            delivery: "pickup" | "express";
            /** @description where it is picked up */
            storeCode?: string;
        };
        PriceAnswer: {
            lines: {
                /**
                 * @description stock keeping unit
                 * @example sku_01jd3v9yq8c5w2m4k7n6p1
                 */
                skuId: string;
                qty: number;
                /** @description amount in fen */
                amountFen: number;
                /** @description amount in fen */
                discountFen: number;
                /** @enum {string} */
                trouble?: "gone" | "sold-out" | "too-many";
            }[];
            gift?: {
                name: string;
                qty: number;
            };
            /** @description amount in fen */
            goodsFen: number;
            /** @description amount in fen */
            discountFen: number;
            /** @description amount in fen */
            deliveryFen: number;
            /** @description amount in fen */
            totalFen: number;
            explanation: components["schemas"]["PriceStep"][];
            /** @description the one that is in this price */
            couponId: string | null;
            /** @description best first, then those that cannot be used */
            coupons: {
                /**
                 * @description coupon
                 * @example cpn_01jd3v9yq8c5w2m4k7n6p1
                 */
                couponId: string;
                name: string;
                /** @enum {string} */
                terms: "amount" | "percent" | "gift";
                /** @description amount in fen */
                thresholdFen: number;
                /** @description amount in fen */
                offFen?: number;
                percent?: number;
                /** @description amount in fen */
                capFen?: number;
                endsAt: string;
                /** @description what it takes off here; 0: it cannot be used */
                discountFen: number;
                /** @enum {string} */
                why?: "below-threshold" | "not-for-these" | "saves-nothing" | "gift-gone";
                /** @description until its threshold */
                lackingFen?: number;
            }[];
        };
        PriceDifference: {
            source: string;
            storeCode?: string;
            storeName?: string;
            productId: string;
            skuId: string;
            code: string;
            name: string;
            /** @description one unit at the till */
            tillFen: number;
            /** @description in the mini-program, when it was seen */
            shopFen: number;
            /** @description of the last sale */
            orderNo: string;
            /** @description sales with another sum */
            count: number;
            firstAt: string;
            lastAt: string;
        };
        RefundRow: {
            /**
             * @description refund
             * @example rfd_01jd3v9yq8c5w2m4k7n6p1
             */
            refundId: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /**
             * @description payment
             * @example pay_01jd3v9yq8c5w2m4k7n6p1
             */
            paymentId: string;
            /** @description number of the present attempt at WeChat Pay */
            outRefundNo: string;
            wechatRefundId?: string;
            reasonKey: string;
            reason: string;
            /** @description amount in fen */
            amountFen: number;
            /** @enum {string} */
            state: "requested" | "processing" | "succeeded" | "abnormal" | "failed" | "returned-to-merchant" | "settled-offline";
            attempt: number;
            /** @description fruitless tries of this attempt */
            tries: number;
            requestedAt: string;
            /** @description when WeChat is asked next */
            nextAt?: string;
            giveUpAt: string;
            trouble?: {
                code: string;
                at: string;
            };
            /** @description when WeChat took it */
            acceptedAt?: string;
            endedAt?: string;
            /** @description where the money went, in the words of WeChat */
            account?: string;
            /** @description waits for a pause that an operator may shorten */
            maySendNow: boolean;
            order?: {
                /**
                 * @description order
                 * @example ord_01jd3v9yq8c5w2m4k7n6p1
                 */
                orderId: string;
                orderNo: string;
                storeName?: string;
                customer?: {
                    customerId: string;
                    name?: string;
                };
            };
        };
        ExportPart: {
            name: string;
            /** @description Chinese, as it is shown */
            title: string;
            columns: {
                field: string;
                title: string;
                /** @enum {string} */
                kind: "text" | "time" | "fen";
                /** @description Chinese for codes */
                words?: {
                    [key: string]: string;
                };
            }[];
            rows: {
                [key: string]: string | number | boolean | null;
            }[];
            /** @description there are more rows than an export holds */
            isCapped: boolean;
        };
        PersonExport: {
            /**
             * Format: date-time
             * @description RFC 3339
             */
            exportedAt: string;
            brandName: string;
            /** @description null: nothing is known yet */
            customerId: string | null;
            /** @enum {string} */
            phones: "clear" | "masked";
            parts: components["schemas"]["ExportPart"][];
        };
        Erasure: {
            /**
             * @description erasure of a person
             * @example ers_01jd3v9yq8c5w2m4k7n6p1
             */
            erasureId: string;
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "cancelled";
            /** @enum {string} */
            by: "operator" | "customer";
            operatorName: string | null;
            reason: string | null;
            doNotContact: boolean;
            /**
             * Format: date-time
             * @description RFC 3339
             */
            requestedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339
             */
            dueAt: string;
            doneAt: string | null;
            cancelledAt: string | null;
        };
        MiniErasure: {
            request: {
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                requestedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339
                 */
                dueAt: string;
                /** @enum {string} */
                state: "waiting" | "running";
            } | null;
            coolingOffDays: number;
        };
        Shipment: {
            /**
             * @description payment
             * @example pay_01jd3v9yq8c5w2m4k7n6p1
             */
            paymentId: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /** @enum {string} */
            state: "waiting" | "reported" | "settled" | "unneeded" | "failed";
            /** @enum {string} */
            way: "express" | "virtual" | "self-pickup";
            title: string;
            parcel?: {
                company: string;
                trackingNo: string;
            };
            fulfilledAt: string;
            /** @description reports that WeChat has taken */
            reports: number;
            /** @description fruitless tries of the next one */
            tries: number;
            /** @description when it is tried next, or the customer reminded */
            nextAt?: string;
            troubleCode?: string;
            reportedAt?: string;
            remindedAt?: string;
            settledAt?: string;
        };
        RedeemVoucher: {
            /** @description as typed or scanned */
            code: string;
            storeCode: string;
            redeemId: string;
            /** @default 1 */
            uses: number;
        };
        RedeemedVoucher: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            usesLeft: number;
            /**
             * Format: date-time
             * @description RFC 3339
             */
            redeemedAt: string;
        };
        LookUpVoucher: {
            /** @description as typed or scanned */
            code: string;
            storeCode: string;
        };
        ShopVoucher: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            skuName?: string;
            pictureUrl?: string;
            tint?: string;
            art?: string;
            /** @enum {string} */
            state: "active" | "offered" | "redeemed" | "refund-pending" | "refunded" | "lapsed";
            usesLeft: number;
            uses: number;
            /** @description empty: every store */
            storeCodes: string[];
            storeNames: string[];
            /** @enum {string} */
            atExpiry: "refund" | "lapse";
            validFrom: string;
            /** @description the first moment at which it is over */
            validTo: string;
            createdAt: string;
            endedAt?: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /** @description what was paid for the uses that are left */
            owedFen: number;
            /** @description the last four characters */
            codeTail: string;
            /** @description false: given to a friend */
            isMine: boolean;
            /** @description a friend has given it */
            isGift: boolean;
            mayGive: boolean;
            /** @description by after-sale of its order: the money goes to whoever paid */
            mayRefund: boolean;
            offerUntil?: string;
            /** @description in groups of four; one voucher at a time, and only its holder */
            code?: string;
            /** @description the code for a scanner: a PNG as a data address */
            codePicture?: string;
        };
        VoucherOffer: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            token: string;
            until: string;
        };
        OfferKnock: {
            token: string;
        };
        OfferedVoucher: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            skuName?: string;
            pictureUrl?: string;
            tint?: string;
            art?: string;
            /** @enum {string} */
            state: "active" | "offered" | "redeemed" | "refund-pending" | "refunded" | "lapsed";
            usesLeft: number;
            uses: number;
            /** @description empty: every store */
            storeCodes: string[];
            storeNames: string[];
            /** @enum {string} */
            atExpiry: "refund" | "lapse";
            validFrom: string;
            /** @description the first moment at which it is over */
            validTo: string;
            createdAt: string;
            endedAt?: string;
            until: string;
        };
        Voucher: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            skuName?: string;
            pictureUrl?: string;
            tint?: string;
            art?: string;
            /** @enum {string} */
            state: "active" | "offered" | "redeemed" | "refund-pending" | "refunded" | "lapsed";
            usesLeft: number;
            uses: number;
            /** @description empty: every store */
            storeCodes: string[];
            storeNames: string[];
            /** @enum {string} */
            atExpiry: "refund" | "lapse";
            validFrom: string;
            /** @description the first moment at which it is over */
            validTo: string;
            createdAt: string;
            endedAt?: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /** @description what was paid for the uses that are left */
            owedFen: number;
            /** @description the last four characters */
            codeTail: string;
            /** @description amount in fen */
            soldFen: number;
            /** @description who holds it */
            customer?: {
                customerId: string;
                name?: string;
            };
            /** @description who paid, where that is somebody else */
            payer?: {
                customerId: string;
                name?: string;
            };
            givenAt?: string;
            offerUntil?: string;
            /**
             * @description refund
             * @example rfd_01jd3v9yq8c5w2m4k7n6p1
             */
            refundId?: string;
        };
        Redemption: {
            /**
             * @description redemption of a voucher
             * @example rdm_01jd3v9yq8c5w2m4k7n6p1
             */
            redemptionId: string;
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            codeTail: string;
            storeCode: string;
            storeName?: string;
            uses: number;
            /** @description after it */
            usesLeft: number;
            /** @description amount in fen */
            amountFen: number;
            at: string;
            source: string;
            operatorName?: string;
            /** @description by its day and by what became of the voucher */
            mayUndo: boolean;
            undoneAt?: string;
            undoneBy?: string;
        };
        VoucherDetail: {
            /**
             * @description voucher
             * @example vch_01jd3v9yq8c5w2m4k7n6p1
             */
            voucherId: string;
            name: string;
            skuName?: string;
            pictureUrl?: string;
            tint?: string;
            art?: string;
            /** @enum {string} */
            state: "active" | "offered" | "redeemed" | "refund-pending" | "refunded" | "lapsed";
            usesLeft: number;
            uses: number;
            /** @description empty: every store */
            storeCodes: string[];
            storeNames: string[];
            /** @enum {string} */
            atExpiry: "refund" | "lapse";
            validFrom: string;
            /** @description the first moment at which it is over */
            validTo: string;
            createdAt: string;
            endedAt?: string;
            /**
             * @description order
             * @example ord_01jd3v9yq8c5w2m4k7n6p1
             */
            orderId: string;
            /** @description what was paid for the uses that are left */
            owedFen: number;
            /** @description the last four characters */
            codeTail: string;
            /** @description amount in fen */
            soldFen: number;
            /** @description who holds it */
            customer?: {
                customerId: string;
                name?: string;
            };
            /** @description who paid, where that is somebody else */
            payer?: {
                customerId: string;
                name?: string;
            };
            givenAt?: string;
            offerUntil?: string;
            /**
             * @description refund
             * @example rfd_01jd3v9yq8c5w2m4k7n6p1
             */
            refundId?: string;
            redemptions: components["schemas"]["Redemption"][];
        };
        LookedUpVoucher: {
            voucher: components["schemas"]["Voucher"];
            /** @description why it is not redeemed here and now */
            refusal?: string;
            refusalDetail?: string;
        };
        RedeemedDetail: {
            voucher: components["schemas"]["Voucher"];
            redemption: components["schemas"]["Redemption"];
        };
        NewChannelCode: {
            name: string;
            userids: string[];
            /** @default true */
            skipVerify: boolean;
            /**
             * @description may hold {顾客} and {导购}; empty: the default text
             * @default
             */
            welcomeText: string;
        };
        ChannelCodePatch: {
            name?: string;
            /** @description may hold {顾客} and {导购}; empty: the default text */
            welcomeText?: string;
        };
        ChannelCode: {
            /**
             * @description channel code
             * @example chn_01jd3v9yq8c5w2m4k7n6p1
             */
            channelCodeId: string;
            name: string;
            staff: {
                userid: string;
                name: string;
            }[];
            storeName?: string;
            /** @description the token that comes back with every contact of this code */
            state: string;
            /** @description picture, from this server */
            qrCodeUrl: string;
            /** @enum {string} */
            status: "ready" | "creating" | "failed";
            welcomeText: string;
            createdAt: string;
            added: number;
            lost: number;
            net: number;
        };
        PhoneCheck: {
            checkId: string;
            phoneMasked: string;
            expiresAt: string;
        };
        SidebarCustomer: {
            customerId: string;
            /** @description under way: gone within minutes */
            isBeingErased: boolean;
            name: string | null;
            avatar: string | null;
            gender: ("male" | "female") | null;
            phones: {
                masked: string;
                verified: boolean;
            }[];
            memberNos: {
                source: string;
                value: string;
            }[];
            firstSeenAt: string;
            lastSeenAt: string;
            metrics: {
                ordersPaid: number;
                /** @description amount in fen */
                paidFen: number;
                /** @description amount in fen */
                refundedFen: number;
                netFen: number;
                firstPaidAt: string | null;
                lastPaidAt: string | null;
                averageOrderFen: number | null;
                last365NetFen: number;
                last365Orders: number;
                monthlyNet: {
                    month: string;
                    netFen: number;
                }[];
            };
            identifiers: {
                /** @enum {string} */
                type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
                scope: string;
                /** @description a phone is masked unless the key has scope phones:read */
                value: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                verified: boolean;
                source: string;
                firstSeenAt: string;
                lastSeenAt: string;
            }[];
            links: {
                a: {
                    type: string;
                    scope: string;
                    value: string;
                };
                b: {
                    type: string;
                    scope: string;
                    value: string;
                };
                kind: string;
                source: string;
                /** @enum {string} */
                strength: "proved" | "verified" | "suggested";
                firstAt: string;
                lastAt: string;
                count: number;
                held: boolean;
            }[];
            relations: {
                userid: string;
                name: string;
                since: string;
                endedAt: string | null;
                /** @enum {string} */
                state: "active" | "ended-by-customer" | "ended-by-staff";
                storeName: string | null;
                channelCodeName: string | null;
                remark: string | null;
            }[];
            tags: {
                name: string;
                group: string | null;
                /** @enum {string} */
                origin: "wecom" | "rule" | "manual";
            }[];
            mergedFrom: string[];
            /** @description of the staff member who asks; null when they are no contact of theirs */
            relation: {
                userid: string;
                name: string;
                since: string;
                endedAt: string | null;
                /** @enum {string} */
                state: "active" | "ended-by-customer" | "ended-by-staff";
                storeName: string | null;
                channelCodeName: string | null;
                remark: string | null;
            } | null;
            recentOrders: {
                orderId: string;
                orderNo: string;
                source: string;
                status: string;
                totalFen: number;
                createdAt: string;
                paidAt?: string;
                storeName?: string;
                items: {
                    name: string;
                    qty: number;
                }[];
            }[];
            /** @description a code can be sent to a phone of theirs */
            canCheckPhone: boolean;
            welcome: {
                /** @enum {string} */
                outcome: "sent" | "sent-or-chatting" | "expired" | "failed" | "skipped";
                at: string;
                latencyMs: number;
            } | null;
        };
        SidebarIdentity: {
            items: {
                identifier: components["schemas"]["NamedIdentifier"];
                steps: {
                    sentence: string;
                    note: string;
                }[];
            }[];
        };
        StaffMember: {
            userid: string;
            name: string;
            departmentName: string;
            storeName?: string;
            /** @enum {string} */
            status: "active" | "disabled" | "not-activated" | "left" | "unknown";
            /** @description living contacts */
            contactCount: number;
        };
        Reconciliation: {
            /**
             * @description reconciliation round
             * @example rec_01jd3v9yq8c5w2m4k7n6p1
             */
            roundId: string;
            /** @description contacts or payments */
            subject: string;
            /** @enum {string} */
            state: "running" | "done" | "broken-off";
            startedAt: string;
            finishedAt: string | null;
            /** @description how many were compared */
            seen: number;
            /** @description at WeChat and not here */
            unknown: number;
            /** @description here and at WeChat, not the same */
            changed: number;
            /** @description here and not at WeChat */
            missing: number;
            /** @description differences that were given to the pipeline */
            repaired: number;
        };
        ReconciliationDifference: {
            /** @enum {string} */
            kind: "unknown" | "changed" | "missing";
            about: {
                type: string;
                id: string;
            };
            /** @description one Chinese sentence, without personal data */
            note: string;
            /** @enum {string} */
            repair: "pending" | "sent" | "none";
            at: string;
        };
        ReconciliationDetail: {
            round: components["schemas"]["Reconciliation"];
            /** @description the first 200; the counts are of all */
            differences: components["schemas"]["ReconciliationDifference"][];
        };
        HealthFinding: {
            /** @description stays the same while the trouble lasts */
            kind: string;
            /** @enum {string} */
            area: "store" | "events" | "deliveries" | "welcome" | "payments" | "jobs" | "reconciliations" | "platforms" | "keys";
            /** @enum {string} */
            severity: "act" | "watch";
            what: string;
            /** @description RFC 3339; null: there is none */
            since: string | null;
            todo: string;
            detail: string | null;
            link: {
                to: string;
                label: string;
            } | null;
        };
        Health: {
            asOf: string;
            /** @description the gravest and oldest first; empty: all is well */
            findings: components["schemas"]["HealthFinding"][];
            events: {
                /** @description stops at 10,000 */
                pending: number;
                /** @description stops at 10,000 */
                leased: number;
                /** @description stops at 10,000 */
                waiting: number;
                /** @description stops at 10,000 */
                dead: number;
                limit: number;
                /** @description RFC 3339; null: there is none */
                oldestPendingAt: string | null;
                /** @description RFC 3339; null: there is none */
                lastReceivedAt: string | null;
            } | null;
            deliveries: {
                /** @description stops at 10,000 */
                pending: number;
                /** @description stops at 10,000 */
                leased: number;
                /** @description stops at 10,000 */
                dead: number;
                /** @description RFC 3339; null: there is none */
                oldestPendingAt: string | null;
            } | null;
            welcome: {
                sent: number;
                missed: number;
                p50Ms: number | null;
                p99Ms: number | null;
            } | null;
            payments: {
                /** @description stops at 10,000 */
                unfinished: number;
                /** @description RFC 3339; null: there is none */
                oldestUnfinishedAt: string | null;
                /** @description stops at 10,000 */
                incidents: number;
                incidentsFen: number;
            } | null;
            jobs: {
                total: number;
                running: number;
                failing: number;
                overdue: number;
                /** @description RFC 3339; null: there is none */
                lastRunAt: string | null;
            } | null;
            reconciliations: {
                /** @enum {string} */
                subject: "contacts" | "payments";
                finishedAt: string;
                seen: number;
                differences: number;
                repaired: number;
            }[] | null;
            platforms: {
                /** @enum {string} */
                platform: "wecom" | "wechat-mini" | "wechat-pay";
                name: string;
                /** @description of the answering process in the last five minutes */
                calls: number;
                unanswered: number;
                away: boolean;
                /** @description optional interfaces that this app may not use */
                off: string[];
                /** @description 0 to 1, of the budget that is most spent; of all processes */
                used: number;
            }[] | null;
            keys: {
                keyId: string;
                isCurrent: boolean;
                /** @description values under an older key; null: not counted yet */
                left: number | null;
                /** @description may be taken out of PII_KEYS */
                isCleared: boolean;
            }[] | null;
        };
        Workbench: {
            asOf: string;
            poolSize: {
                value: number;
                change: number;
                series: {
                    day: string;
                    value: number;
                }[];
                added: number;
                lost: number;
            };
            repurchaseRate: {
                /** @description 0 to 1; null without a buyer */
                value: number | null;
                change: number | null;
                series: {
                    day: string;
                    value: number;
                }[];
                buyers: number;
                repeatBuyers: number;
            };
            averageOrder: {
                valueFen: number | null;
                changeFen: number | null;
                series: {
                    day: string;
                    value: number;
                }[];
                netFen: number;
                orders: number;
                perBuyerFen: number | null;
            };
            newToday: {
                count: number;
            };
            ordersToday: {
                count: number;
                paidFen: number;
            };
            events: {
                pending: number;
                dead: number;
                waiting: number;
                lastReceivedAt: string | null;
                healthy: boolean;
            };
            needsPerson: {
                kind: string;
                count: number;
                title: string;
                detail: string;
                link: string;
            }[];
            recentCustomers: components["schemas"]["CustomerRow"][];
            recentOrders: components["schemas"]["OrderRow"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    isAlive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "alive";
                    };
                };
            };
        };
    };
    isReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ready";
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "not-ready";
                        waitingFor: string[];
                    };
                };
            };
        };
    };
    sendEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEventsInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEventsAnswer"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description events-too-many */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description backlog-too-long, store-unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inboxStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxStats"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drainInbox: {
        parameters: {
            query?: {
                timeoutMs?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxStats"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxStats"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInboxEvents: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "pending" | "leased" | "waiting" | "done" | "dead";
                outcome?: "done" | "ignored" | "duplicate" | "incident";
                source?: string;
                type?: string;
                reason?: string;
                /** @description only those that have waited for another event for more than 30 days */
                longWaiting?: "true";
                /** @description a delivery key */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["InboxEventRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inboxSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxSummary"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInboxEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxEventDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewReplay: {
        parameters: {
            query?: {
                type?: string;
                source?: string;
                /** @description why they are dead */
                reason?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadEvents"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayInboxEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why; stays in the audit trail */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description no content */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description event-not-dead */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayInboxEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    keys: string[];
                    /** @description why; stays in the audit trail */
                    reason: string;
                } | {
                    filter: {
                        type?: string;
                        source?: string;
                        /** @description why they are dead */
                        reason?: string;
                    };
                    /** @description why; stays in the audit trail */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeadDeliveries: {
        parameters: {
            query?: {
                type?: string;
                subscriber?: string;
                /** @description why they are dead */
                reason?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        count: number;
                        /** @description more are counted as this many */
                        countedUpTo: number;
                        /** @description so many go back to work with one request */
                        perRequest: number;
                        items: {
                            id: string;
                            type: string;
                            subscriber: string;
                            createdAt: string;
                            attempts: number;
                            reason: string | null;
                        }[];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description why; stays in the audit trail */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description no content */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description delivery-not-dead */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: string[];
                    /** @description why; stays in the audit trail */
                    reason: string;
                } | {
                    filter: {
                        type?: string;
                        subscriber?: string;
                        /** @description why they are dead */
                        reason?: string;
                    };
                    /** @description why; stays in the audit trail */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openResolveCustomer: {
        parameters: {
            query?: {
                unionid?: string;
                unionidScope?: string;
                openid?: string;
                appid?: string;
                external_userid?: string;
                corpId?: string;
                phone?: string;
                member_no?: string;
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customerId: string;
                    };
                };
            };
            /** @description request-invalid, identifier-missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description phone-is-shared, member-no-is-shared */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openListCustomers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OpenCustomer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openGetCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenCustomer"];
                };
            };
            /** @description no content */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openGetTimeline: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                kind?: "all" | "orders" | "mini" | "wecom" | "service";
            };
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TimelineEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description no content */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                search?: string;
                /** @description userid of a friend in WeCom */
                staff?: string;
                /** @description name of a tag */
                tag?: string;
                ordered?: "yes" | "no";
                /** @description business day, Asia/Shanghai */
                paidFrom?: string;
                /** @description business day, Asia/Shanghai */
                paidTo?: string;
                minNetFen?: number;
                /** @description business day, Asia/Shanghai */
                seenFrom?: string;
                /** @description business day, Asia/Shanghai */
                seenTo?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CustomerRow"][];
                        nextCursor: string | null;
                        total: number;
                        /** @description there are more than total says */
                        totalIsCapped: boolean;
                        /**
                         * @description by what the newest or most is first
                         * @enum {string}
                         */
                        order: "seen" | "paid" | "spent" | "first";
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerDetail"];
                };
            };
            /** @description no content */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTimeline: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                kind?: "all" | "orders" | "mini" | "wecom" | "service";
            };
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TimelineEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description no content */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revealPhones: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        phones: {
                            value: string;
                        }[];
                    };
                };
            };
            /** @description no content */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description reveal-limit-reached */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIdentityGraph: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityGraph"];
                };
            };
            /** @description no content */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainIdentity: {
        parameters: {
            query: {
                from: string;
                to: string;
            };
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityExplanation"];
                };
            };
            /** @description no content */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found, identifier-of-others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBlockedValues: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BlockedValue"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addBlockedValue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "unionid" | "openid" | "external_userid" | "phone" | "member_no";
                    value: string;
                    /** @description needed for a member number (its source) and an openid (its appid) */
                    scope?: string;
                    /** @enum {string} */
                    reason: "store-phone" | "staff-phone" | "shared-card" | "test" | "other";
                    /** @default  */
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockedValue"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description value-already-blocked, blocked-values-full */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description blocked-value-unreadable */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    blockedRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: {
                            /** @enum {string} */
                            rule: "value-empty" | "value-repeated" | "phone-empty" | "phone-masked" | "phone-not-mainland" | "phone-blocked";
                            hits: number;
                            lastHitOn: string | null;
                        }[];
                        /** @description facts without owner of the last 30 days */
                        days: {
                            day: string;
                            storeCode: string;
                            count: number;
                        }[];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeBlockedValue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description blocked-value-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCustomerViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SavedCustomerView"][];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCustomerView: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    filter: {
                        /** @description userid of a friend in WeCom */
                        staff?: string;
                        /** @description name of a tag */
                        tag?: string;
                        /** @enum {string} */
                        ordered?: "yes" | "no";
                        /**
                         * Format: date
                         * @description business day, Asia/Shanghai
                         */
                        paidFrom?: string;
                        /**
                         * Format: date
                         * @description business day, Asia/Shanghai
                         */
                        paidTo?: string;
                        minNetFen?: number;
                        /**
                         * Format: date
                         * @description business day, Asia/Shanghai
                         */
                        seenFrom?: string;
                        /**
                         * Format: date
                         * @description business day, Asia/Shanghai
                         */
                        seenTo?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedCustomerView"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description view-name-taken, views-full */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCustomerView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                viewId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description view-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCustomerView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                viewId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    filter?: {
                        /** @description userid of a friend in WeCom */
                        staff?: string;
                        /** @description name of a tag */
                        tag?: string;
                        /** @enum {string} */
                        ordered?: "yes" | "no";
                        /**
                         * Format: date
                         * @description business day, Asia/Shanghai
                         */
                        paidFrom?: string;
                        /**
                         * Format: date
                         * @description business day, Asia/Shanghai
                         */
                        paidTo?: string;
                        minNetFen?: number;
                        /**
                         * Format: date
                         * @description business day, Asia/Shanghai
                         */
                        seenFrom?: string;
                        /**
                         * Format: date
                         * @description business day, Asia/Shanghai
                         */
                        seenTo?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedCustomerView"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description view-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description view-name-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shareCustomerView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                viewId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    isShared: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedCustomerView"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description view-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    words: components["schemas"]["IdentityWordInput"][];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityPreview"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentityDecisions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                customerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IdentityDecision"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decideIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    words: components["schemas"]["IdentityWordInput"][];
                    token: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        decisionIds: string[];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description identity-moved-on, decision-refused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewUndoDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description identity decision */
                decisionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityPreview"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description decision-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description decision-not-in-force, decision-refused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoDecision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description identity decision */
                decisionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        decisionIds: string[];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description decision-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description identity-moved-on, decision-not-in-force, decision-refused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewUndoMerge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                historyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityPreview"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description history-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description merge-not-undoable */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentityHistory: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                customerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IdentityHistoryEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPendingIdentity: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IdentityPendingRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyPendingIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pendingId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description pending-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description pending-too-large, identity-moved-on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentityReviews: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                list?: "open" | "aside";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IdentityReviewRow"][];
                        nextCursor: string | null;
                        /** @description in the queue; counted up to 1,000 */
                        total: number;
                        /** @description put aside; counted up to 1,000 */
                        aside: number;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIdentityReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reviewId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityReview"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description review-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putIdentityReviewAside: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reviewId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    evidence: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description review-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description identity-moved-on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeUpIdentityReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reviewId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description review-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description identity-moved-on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportIdentityReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reviewId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityReviewEvidence"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description review-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIdentityRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["IdentityRules"][];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draftIdentityRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    numbers: components["schemas"]["IdentityRuleNumbersInput"];
                    /** @description others: as the key or import was that brought their events */
                    sources: components["schemas"]["IdentitySourceTrustInput"][];
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityRules"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-draft-exists, rules-changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIdentityRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityRules"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editIdentityRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    numbers: components["schemas"]["IdentityRuleNumbersInput"];
                    /** @description others: as the key or import was that brought their events */
                    sources: components["schemas"]["IdentitySourceTrustInput"][];
                    reason: string;
                    revision: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityRules"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-changed, rules-not-a-draft */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryIdentityRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityRules"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-changed, rules-not-a-draft, rules-are-running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopIdentityRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityRules"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-changed, rules-not-running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardIdentityRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityRules"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-changed, rules-not-a-draft */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyIdentityRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision: number;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IdentityRules"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description rules-changed, rules-not-a-draft, rules-not-tried, rules-are-running, rules-are-applying */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sampleIdentityRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            before: {
                                identifiers: components["schemas"]["NamedIdentifier"][];
                                /** @description a customer that does not exist yet */
                                isFresh: boolean;
                            }[];
                            after: {
                                identifiers: components["schemas"]["NamedIdentifier"][];
                                /** @description a customer that does not exist yet */
                                isFresh: boolean;
                            }[];
                        }[];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniLogIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MiniSession"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description login-code-invalid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description login-blocked */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        brandName: string;
                        appId: string;
                        sandbox: {
                            url: string;
                        } | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openid: string;
                        name?: string;
                        avatar?: string;
                        /** @description only while the consent holds */
                        phoneMasked?: string;
                        ordersPaid: number;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniBindPhone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                    consent: {
                        /** @description which text the customer agreed to */
                        version: string;
                        text: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        phoneMasked: string;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description phone-code-invalid, phone-not-mainland */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniWithdrawPhoneConsent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChannelCodes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChannelCode"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createChannelCode: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewChannelCodeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelCode"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description idempotency-key-reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description staff-not-found */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateChannelCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description channel code */
                channelCodeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelCodePatchInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelCode"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description channel-code-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    channelCodePicture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description channel code */
                channelCodeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listStaff: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StaffMember"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reconcileContacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        job: string;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sidebarCustomer: {
        parameters: {
            query: {
                externalUserid: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SidebarCustomer"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contact-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sidebarIdentity: {
        parameters: {
            query: {
                externalUserid: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SidebarIdentity"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contact-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendPhoneCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    externalUserid: string;
                    phone: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneCheck"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description contact-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description asked-not-to-be-contacted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description phone-not-usable */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description phone-check-too-soon, phone-check-limit */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sms-not-set-up */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    provePhone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checkId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        phoneMasked: string;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description phone-check-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description code-wrong, code-over */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadPicture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description picture
                         * @example pic_01jd3v9yq8c5w2m4k7n6p1
                         */
                        pictureId: string;
                        url: string;
                        width: number;
                        height: number;
                    };
                };
            };
            /** @description request-invalid, picture-missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description picture-not-readable, picture-too-large */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPicture: {
        parameters: {
            query?: {
                /** @description width in pixels: 200, 400, 800 or 1600 */
                w?: number;
            };
            header?: never;
            path: {
                /** @description picture */
                pictureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description picture-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: "on-shelf" | "off-shelf";
                kind?: "goods" | "voucher" | "service";
                category?: string;
                /** @description code of the store, as the tills send it */
                storeCode?: string;
                minPriceFen?: number;
                maxPriceFen?: number;
                /** @description part of the name, or a SKU code */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Product"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProductInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sku-code-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sku-code-repeated, picture-unknown, store-unknown, compared-price-not-higher, compared-price-not-lowest, compared-price-raised-first, voucher-terms-missing, voucher-terms-misplaced, voucher-end-unclear, voucher-refund-too-late */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description product */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description product-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description product */
                productId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductPatchInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description product-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sku-code-taken, product-changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sku-code-repeated, picture-unknown, store-unknown, compared-price-not-higher, compared-price-not-lowest, compared-price-raised-first, voucher-terms-missing, voucher-terms-misplaced, voucher-end-unclear, voucher-refund-too-late, sku-not-of-product, stock-needed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCategories: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            category: string;
                            products: number;
                        }[];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPrices: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description stock keeping unit */
                skuId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceHistory"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniListProducts: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                category?: string;
                /** @description code of the store, as the tills send it */
                storeCode?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShopProduct"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniGetProduct: {
        parameters: {
            query?: {
                /** @description code of the store, as the tills send it */
                storeCode?: string;
            };
            header?: never;
            path: {
                /** @description product */
                productId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopProductDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description product-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStock: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description part of the name, or a SKU code */
                search?: string;
                /** @description one row per SKU: the pool that orders for this store take from */
                storeCode?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description store-unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description stock keeping unit */
                skuId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockChangeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        total: number;
                        held: number;
                        sold: number;
                        available: number;
                    } | {
                        /** @enum {boolean} */
                        unlimited: true;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sku-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description stock-below-committed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description store-unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    moveStock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description stock keeping unit */
                skuId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockMoveInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: components["schemas"]["PoolLevel"];
                        to: components["schemas"]["PoolLevel"];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description pool-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description pool-is-unlimited, not-enough-to-move */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description pool-same, store-unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switchSoldOut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description stock keeping unit */
                skuId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SoldOutSwitchInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolLevel"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sku-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description store-has-no-pool */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description store-unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStockJournal: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                /** @description stock keeping unit */
                skuId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StockJournalLine"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportProducts: {
        parameters: {
            query?: {
                status?: "on-shelf" | "off-shelf";
                kind?: "goods" | "voucher" | "service";
                category?: string;
                /** @description code of the store, as the tills send it */
                storeCode?: string;
                minPriceFen?: number;
                maxPriceFen?: number;
                /** @description part of the name, or a SKU code */
                search?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description file-too-large */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importProducts: {
        parameters: {
            query?: {
                /** @description false: says what would change and writes nothing */
                apply?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductSheetResult"];
                };
            };
            /** @description request-invalid, file-missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description product-changed, sku-code-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description file-empty, file-is-old-excel, file-not-a-sheet, file-not-readable, file-too-large, file-has-no-head, columns-missing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLedgerAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LedgerAccount"][];
                        /** @description amount in fen, may be below zero */
                        differenceFen: number;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLedgerDays: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LedgerDay"][];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger-account-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLedgerTransfers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LedgerTransfer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description ledger-account-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIncidents: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "open" | "settled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Incident"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refundTotals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundTotals"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description refund */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refund-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refund-not-failed, nothing-left-to-refund, refund-exceeds-paid, payment-not-paid */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refund-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendRefundNow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description refund */
                refundId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refund-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refund-not-waiting, refund-asked-lately */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refund-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBillDays: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BillDay"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBillDay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description business day, Shanghai */
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillDayReport"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description bill-day-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runBillDay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description business day, Shanghai */
                day: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no content */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description bill-day-not-ready */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
                /** @description beginning of the order number */
                search?: string;
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OrderRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refundOrder: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRefundInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-refundable, refund-exceeds-order, restock-needs-whole-refund, voucher-not-refundable */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description refund-items-wrong */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUnknownStoreCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            storeCode: string;
                            orders: number;
                        }[];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniListOrders: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                status?: "pending-payment" | "paid" | "preparing" | "ready" | "shipped" | "completed" | "closed" | "refund-pending" | "refunded";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShopOrder"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniCreateOrder: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrderInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopOrder"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description product-off-shelf, product-not-in-store, price-changed, coupon-not-usable, voucher-sale-over, sold-out, too-many-open-orders, idempotency-key-reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description sku-unknown, store-unknown, too-many-units, address-not-needed, too-many-vouchers */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniGetOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopOrder"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniPay: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentParams"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-open, order-is-paid, not-the-buyer, payment-done, payment-closed, payment-window-over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-close-later, payment-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniRefreshPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopOrder"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniCancelOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopOrder"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-is-paid */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-close-later, order-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniReceiveOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopOrder"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-in-time */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniTakeBackOrder: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeBackInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopOrder"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-refundable, refund-exceeds-order, voucher-not-refundable */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findOrderByPickupCode: {
        parameters: {
            query: {
                storeCode: string;
                code: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description pickup-code-unknown, order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    fulfilOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfilmentInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-is-refunded, order-not-in-time, order-not-ours-to-fulfil */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    shipOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShipmentInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-sent, order-is-refunded, order-not-in-time, order-not-ours-to-fulfil */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revealAddress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Address"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-sent */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placeAssistedOrder: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAssistedOrderInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistedOrder"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description store-not-yours */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description chat-customer-unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description product-off-shelf, price-changed, sold-out, too-many-open-orders, idempotency-key-reused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description store-unknown, sku-unknown, too-many-units */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookAtAssistedOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistedOrder"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assistedPayCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayCode"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-open, order-is-paid, payment-done, payment-closed, payment-window-over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-close-later, payment-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelAssistedOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description order */
                orderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistedOrder"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-is-paid */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description order-close-later, order-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRefunds: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description who moves next; ended-today: reached the customer, by that moment */
                group?: "needs-person" | "retrying" | "accepted" | "ended-today" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RefundRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeliveryFee: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryFee"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setDeliveryFee: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDeliveryFeeInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryFee"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description delivery-fee-changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniGetCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniPutCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCartInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniPriceCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceQuestionInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceAnswer"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPriceDifferences: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PriceDifference"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listShipments: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "waiting" | "reported" | "settled" | "unneeded" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Shipment"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryShipment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description payment */
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shipment"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description shipment-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description shipment-not-failed, shipment-busy */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCouponTemplates: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CouponTemplate"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCouponTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCouponTemplateInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponTemplate"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description coupon-budget-unbounded, coupon-dates-wrong, coupon-gift-unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopCouponTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description template of coupons */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponTemplate"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description coupon-template-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description coupon-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    giveCoupon: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path: {
                /** @description template of coupons */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveCouponInput"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopCoupon"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description coupon-template-not-found, coupon-customer-unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description coupon-stopped, coupon-limit-reached, coupon-budget-used-up */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description coupon-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniListCoupons: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                group?: "usable" | "used" | "expired";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShopCoupon"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniListCouponOffers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CouponOffers"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniTakeCoupon: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path: {
                /** @description template of coupons */
                templateId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopCoupon"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description coupon-template-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description coupon-not-takeable, coupon-stopped, coupon-limit-reached, coupon-budget-used-up */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description coupon-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVouchers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: "active" | "offered" | "redeemed" | "refund-pending" | "refunded" | "lapsed";
                /** @description order */
                orderId?: string;
                /** @description customer */
                customerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Voucher"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRedemptions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                storeCode?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Redemption"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getVoucher: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description voucher */
                voucherId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoucherDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lookUpVoucher: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookUpVoucherInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookedUpVoucher"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeemVoucher: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeemVoucherInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedeemedDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-already-redeemed, voucher-not-valid-here, voucher-not-active, redeem-id-reused, redemption-undone */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoRedemption: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description redemption of a voucher */
                redemptionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedeemedDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description redemption-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description redemption-undone, redemption-of-another-day, voucher-not-active */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniListVouchers: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description given: to friends, who hold them now */
                which?: "usable" | "ended" | "given";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShopVoucher"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniGetVoucher: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description voucher */
                voucherId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopVoucher"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniOfferVoucher: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description voucher */
                voucherId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoucherOffer"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-not-active, voucher-given-already, voucher-used-partly */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniCancelVoucherOffer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description voucher */
                voucherId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopVoucher"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniLookAtVoucherOffer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description voucher */
                voucherId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferKnockInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfferedVoucher"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-offer-unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-offer-over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniAcceptVoucher: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description voucher */
                voucherId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfferKnockInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopVoucher"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-offer-unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-offer-over, voucher-is-yours, voucher-not-active */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openRedeemVoucher: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeemVoucherInput"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedeemedVoucher"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-already-redeemed, voucher-not-valid-here, voucher-not-active, redeem-id-reused, redemption-undone */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description voucher-busy */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Import"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadImport: {
        parameters: {
            query: {
                kind: "members" | "orders";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description request-invalid, file-missing */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description file-empty, file-is-old-excel, file-not-a-sheet, file-not-readable, file-too-large, file-has-no-head */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description import */
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImportErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description import */
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description import */
                importId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckImportInput"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-in-state, import-changed, import-file-gone */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description mapping-invalid, settings-invalid, source-reserved */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description import */
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-in-state, import-changed, import-has-no-rows, import-file-gone */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description import */
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-in-state, import-changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description import */
                importId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoImportInput"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description import-not-in-state, import-changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    currentSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operator: components["schemas"]["SessionOperator"];
                        brand: {
                            name: string;
                        };
                        sandboxUrl: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operator: components["schemas"]["SessionOperator"];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description login-failed */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description login-locked */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sidebarLoginUrl: {
        parameters: {
            query: {
                redirect: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                    };
                };
            };
            /** @description request-invalid, redirect-not-ours */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sidebarLogIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                    /** @description as it came back with the code */
                    state: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        operator: components["schemas"]["SessionOperator"];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description login-code-invalid, login-state-wrong */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not-a-staff-member */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sidebarJssdk: {
        parameters: {
            query: {
                url: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        corpId: string;
                        agentId: string;
                        timestamp: number;
                        nonceStr: string;
                        signature: string;
                    };
                };
            };
            /** @description request-invalid, redirect-not-ours */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOperators: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Operator"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOperator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    name: string;
                    /**
                     * @description staff come in through WeCom
                     * @enum {string}
                     */
                    role: "admin" | "operator" | "store-manager" | "read-only";
                    password: string;
                    /**
                     * @description stores the operator sees; null: all
                     * @default null
                     */
                    storeCodes?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operator"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description username-taken, stores-needed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateOperator: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description operator */
                operatorId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @enum {string} */
                    role?: "admin" | "operator" | "store-manager" | "staff" | "read-only";
                    /** @description stores the operator sees; null: all */
                    storeCodes?: string[] | null;
                    /** @enum {string} */
                    status?: "active" | "disabled";
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operator"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description operator-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description last-admin, stores-needed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                /** @description id of what was changed */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    scopes: ("events:write" | "customers:read" | "phones:read" | "inbox:read" | "vouchers:redeem")[];
                    /**
                     * @description what it says about identifiers joins customers; else it only suggests
                     * @default false
                     */
                    trusted?: boolean;
                    /**
                     * @description sources that it may speak for; null: any
                     * @default null
                     */
                    sources?: string[] | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeApiKey"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description api-key-name-taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description open API key */
                apiKeyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description api-key-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonExport"];
                };
            };
            /** @description no content */
            308: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description reveal-limit-reached */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportCustomerPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    eraseCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description typed by the operator
                     * @enum {string}
                     */
                    confirm: "删除";
                    /** @description stays in the audit trail: no personal data */
                    reason: string;
                    /** @default false */
                    doNotContact?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description erasure-under-way */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-erased */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listErasures: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Erasure"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonExport"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniErasure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MiniErasure"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniAskErasure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    doNotContact?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MiniErasure"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description customer-not-found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniCancelErasure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description erasure-not-waiting */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    miniListStores: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ShopStore"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStores: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Store"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description code of the store, as the tills send it */
                storeCode: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    address?: string;
                    /** @description id of its department in WeCom */
                    department?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveBrand: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    workbench: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workbench"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReconciliations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Reconciliation"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description reconciliation round */
                roundId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationDetail"];
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description reconciliation-unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Job"][];
                    };
                };
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description no content */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description request-invalid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description job-unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description internal-error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
